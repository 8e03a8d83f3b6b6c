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

/// Gives the pages of code that only starting needed (describing every operation) back to the system. They are clean
/// pages of the program's file: what is needed again is mapped again from there.
pub fn forget_start() {
    #[cfg(target_os = "linux")]
    for (start, length) in code_of_program() {
        #[allow(unsafe_code)]
        // SAFETY: a mapping of this process that is never written (`r-xp`): its pages are those of the file, before
        // and after.
        unsafe {
            libc::madvise(start as *mut libc::c_void, length, libc::MADV_DONTNEED);
        }
    }
}

/// Where the code of this program is mapped: start and length.
#[cfg(target_os = "linux")]
fn code_of_program() -> Vec<(usize, usize)> {
    let Ok(program) = std::env::current_exe() else { return Vec::new() };
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let line = |line: &str| -> Option<(usize, usize)> {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next()?, parts.next()?);
        let (start, end) = range.split_once('-')?;
        let (start, end) = (usize::from_str_radix(start, 16).ok()?, usize::from_str_radix(end, 16).ok()?);
        let ours = line.ends_with(program.to_str()?);
        (rights == "r-xp" && ours && end > start).then_some((start, end - start))
    };
    maps.lines().filter_map(line).collect()
}
