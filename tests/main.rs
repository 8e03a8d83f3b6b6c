//! One test binary: features, journeys, conformance. See README.md.

mod conformance;
mod features;
mod journeys;
