//! How the allocator gives memory back.
//!
//! glibc keeps a heap for every few threads and what a large import freed stays in them. Two heaps and a fixed limit
//! for large blocks, which go back to the system at once, keep the service small; `make bench` shows the figures.

/// Settles it; to be called first of all.
pub fn settle() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code)]
    // SAFETY: `mallopt` takes numbers only, and no other thread runs yet.
    unsafe {
        const KIB: libc::c_int = 1024;
        libc::mallopt(libc::M_ARENA_MAX, 2);
        libc::mallopt(libc::M_MMAP_THRESHOLD, 128 * KIB);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 128 * KIB);
    }
}
