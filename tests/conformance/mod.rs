//! Properties of the whole: the document, the policy, the schemas, the architecture.
