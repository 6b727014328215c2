//! Millions of hashes with a place each: `dauys.wire.digests` says what they are for, and is the
//! reference. Nothing is ever taken out.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

pub type Digest = [u8; 32];

/// What stands for no place.
pub const NONE: u32 = u32::MAX;

const FIRST: usize = 1 << 8;

/// Hashes in their order, and an open-addressed index of their places.
///
/// Where the index names a hash depends on a salt of this process, so that nobody can make hashes
/// that crowd one spot; nothing else depends on it.
pub struct Digests {
    row: Vec<Digest>,
    index: Vec<u32>,
    salt: RandomState,
}

impl Digests {
    pub fn new() -> Self {
        Self { row: Vec::new(), index: vec![NONE; FIRST], salt: RandomState::new() }
    }

    pub fn row(&self) -> &[Digest] {
        &self.row
    }

    /// The place of a hash, or `NONE`.
    pub fn find(&self, digest: &Digest) -> u32 {
        self.index[self.slot(digest)]
    }

    /// The place of a hash, which is put at the end where it is not there yet; None where no more
    /// have room.
    pub fn add(&mut self, digest: &Digest) -> Option<u32> {
        let slot = self.slot(digest);
        if self.index[slot] != NONE {
            return Some(self.index[slot]);
        }
        let place = u32::try_from(self.row.len()).ok().filter(|place| *place < NONE - 1)?;
        self.row.push(*digest);
        self.index[slot] = place;
        if 3 * self.row.len() > 2 * self.index.len() {
            self.grow();
        }
        Some(place)
    }

    /// Where the index names this hash, or where it would.
    fn slot(&self, digest: &Digest) -> usize {
        let mask = self.index.len() - 1;
        let mut slot = self.salt.hash_one(digest) as usize & mask;
        while let Some(found) = self.row.get(self.index[slot] as usize) {
            if found == digest {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// An index twice as long.
    fn grow(&mut self) {
        self.index = vec![NONE; 2 * self.index.len()];
        for place in 0..self.row.len() {
            let slot = self.slot(&self.row[place]);
            self.index[slot] = place as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sha256::sha256;

    #[test]
    fn a_hash_has_one_place_however_many_there_are() {
        let made: Vec<Digest> = (0..5000u32).map(|n| sha256(&[&n.to_le_bytes()])).collect();
        let mut digests = Digests::new();
        for (number, each) in made.iter().enumerate() {
            assert_eq!(digests.find(each), NONE);
            assert_eq!(digests.add(each), Some(number as u32));
            assert_eq!(digests.add(&made[number / 2]), Some(number as u32 / 2));
        }
        assert_eq!(digests.row(), made);
        assert!((0..5000).all(|number| digests.find(&made[number]) == number as u32));
    }
}
