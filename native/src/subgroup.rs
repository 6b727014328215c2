//! Whether many points are all in the group of prime order, at a fraction of a power for each.
//!
//! A point of the curve is one of the group and one of the eight of small order; only the first may
//! be. 128 sums are made, each over the points that the coins of a hash choose for it. If one point
//! has a part of small order, each sum has one with a chance of a half or more, independently; so
//! that all 128 are in the group with a chance of 2^-128 at most. The hash covers all points: who
//! wants other coins must choose other points, and try 2^128 times. (Bellare, Garay and Rabin, "Fast
//! batch verification", 1998, the random subset test; sums by buckets as in Pippenger's method.)
//!
//! Where the answer is no, one asks each point for itself.

use crate::comb::{Comb, order};
use crate::curve::{Affine, Extended};
use crate::engine::Engine;
use crate::lanes::{Lanes, MOST, row};
use crate::limbs::{Limbs, Words};
use crate::lines::Lines;
use crate::sha256::sha256;

/// Coins of a point: sixteen windows of eight.
const WINDOWS: usize = 16;
const BITS: usize = 8;
const BUCKETS: usize = 1 << BITS;
const ROW: usize = row(4);

/// Of fewer points each is better asked for itself.
pub const MANY: usize = 700;

/// Points of the curve to be asked about together.
#[derive(Default)]
pub struct Points {
    /// y - x, y + x, 2 d x y.
    affine: Vec<[Limbs; 3]>,
    seed: [u8; 32],
}

impl Points {
    /// Takes points in, with their spellings.
    #[inline(always)]
    pub fn take<L: Lanes>(&mut self, points: &Affine<L>, spelt: &[Words; MOST]) {
        let mut coordinates = [[[0; 5]; MOST]; 3];
        points.less.scatter(&mut coordinates[0]);
        points.more.scatter(&mut coordinates[1]);
        points.t2d.scatter(&mut coordinates[2]);
        let mut bytes = [0; 32 * MOST];
        for lane in 0..L::WIDTH {
            self.affine.push([coordinates[0][lane], coordinates[1][lane], coordinates[2][lane]]);
            for (word, place) in spelt[lane].iter().zip(bytes[32 * lane..].chunks_exact_mut(8)) {
                place.copy_from_slice(&word.to_le_bytes());
            }
        }
        self.seed = sha256(&[&self.seed, &bytes]);
    }

    /// Two points have their coins from one hash.
    fn coins(&self) -> Vec<u8> {
        let mut coins = Vec::with_capacity(WINDOWS * (self.affine.len() + 1));
        for pair in 0..self.affine.len().div_ceil(2) as u64 {
            coins.extend(sha256(&[&self.seed, &pair.to_le_bytes()]));
        }
        coins
    }
}

/// Sums by the value of a window, one window in each lane.
struct Buckets {
    table: Lines,
}

impl Buckets {
    fn places(bucket: usize) -> [usize; MOST] {
        std::array::from_fn(|lane| (lane * BUCKETS + bucket) * ROW)
    }

    #[inline(always)]
    fn get<L: Lanes>(&self, at: &[usize; MOST]) -> Extended<L> {
        let [less, more, z, t] = L::load(&self.table, at);
        Extended { less, more, z, t }
    }

    #[inline(always)]
    fn put<L: Lanes>(&mut self, at: &[usize; MOST], p: &Extended<L>) {
        L::store(&[p.less, p.more, p.z, p.t], &mut self.table, at);
    }

    /// Each point into the bucket that its coins name, in the windows from `first`.
    #[inline(always)]
    fn fill<L: Lanes>(&mut self, points: &[[Limbs; 3]], coins: &[u8], first: usize) {
        let none = L::mask(&[false; MOST]);
        for bucket in 0..BUCKETS {
            self.put(&Self::places(bucket), &Extended::<L>::identity());
        }
        let place = |number: usize| {
            let mut at = [0; MOST];
            for lane in 0..L::WIDTH {
                let coin = coins[WINDOWS * number + first + lane];
                at[lane] = (lane * BUCKETS + usize::from(coin)) * ROW;
            }
            at
        };
        for (number, [less, more, t2d]) in points.iter().enumerate() {
            if number + 1 < points.len() {
                L::fetch::<4>(&self.table, &place(number + 1));
            }
            let at = place(number);
            let (less, more, t2d) = (L::splat(*less), L::splat(*more), L::splat(*t2d));
            let sum: Extended<L> = self.get(&at);
            self.put(&at, &sum.add_affine(&Affine { less, more, t2d }, none).extended());
        }
    }

    /// The sum of all buckets whose number has the bit, the highest first; those without it take
    /// the others in, and are half as many.
    #[inline(always)]
    fn sum<L: Lanes>(&mut self, bit: usize) -> Extended<L> {
        let none = L::mask(&[false; MOST]);
        let half = 1 << bit;
        let mut sum = Extended::<L>::identity();
        for bucket in 0..half {
            let upper = self.get::<L>(&Self::places(bucket + half)).cached();
            sum = sum.add(&upper, none).extended();
            let lower: Extended<L> = self.get(&Self::places(bucket));
            self.put(&Self::places(bucket), &lower.add(&upper, none).extended());
        }
        sum
    }
}

/// Whether all points are in the group.
#[inline(always)]
pub fn all_inside<L: Engine>(points: &Points) -> bool {
    let coins = points.coins();
    let mut buckets = Buckets { table: Lines::new(MOST * BUCKETS * ROW) };
    let mut comb = Comb::empty();
    for first in (0..WINDOWS).step_by(L::WIDTH) {
        buckets.fill::<L>(&points.affine, &coins, first);
        for bit in (0..BITS).rev() {
            let sum = buckets.sum::<L>(bit);
            L::fill(&mut comb, &sum);
            let inside = L::power(&comb, order()).projective().neutral();
            if inside[..L::WIDTH].contains(&false) {
                return false;
            }
        }
    }
    true
}
