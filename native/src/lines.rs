//! Words that begin where a line of memory begins, so that no entry of a table lies across two.

use std::ops::{Deref, DerefMut};

/// Bytes of a line.
const LINE: usize = 64;

/// Words, zero at first.
pub struct Lines {
    words: Vec<u64>,
    start: usize,
}

impl Lines {
    pub fn new(count: usize) -> Self {
        let words = vec![0; count + LINE / 8];
        let start = words.as_ptr().align_offset(LINE).min(LINE / 8);
        Self { words, start }
    }
}

impl Deref for Lines {
    type Target = [u64];

    #[inline(always)]
    fn deref(&self) -> &[u64] {
        &self.words[self.start..]
    }
}

impl DerefMut for Lines {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [u64] {
        &mut self.words[self.start..]
    }
}
