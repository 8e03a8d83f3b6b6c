//! Trips: the plan and its approval, the road, the debrief, effects, reported totals.

mod debrief;
mod effects;
mod plan;
mod road;
