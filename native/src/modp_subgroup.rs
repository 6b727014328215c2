//! Whether many numbers modulo p are all in the group: the random subset test of `subgroup`.
//!
//! The cofactor has the factors 2 and 3, so that random exponents would overlook a number of such an
//! order with a chance of a half or a third. A subset overlooks it with a chance of a half at most,
//! and 128 of them, chosen by a hash of all the numbers, with 2^-128. Sixteen windows of eight subsets
//! each stand in the lanes; each number goes into one bucket a window, and the subset of a bit is
//! the product of the buckets whose number has it.

use crate::lanes::MOST;
use crate::lines::Lines;
use crate::modp::{Number, Residues};
use crate::modp_power::Comb;
use crate::modp_work::inside;
use crate::sha256::sha256;

const WINDOWS: usize = 16;
const BITS: usize = 8;
const BUCKETS: usize = 1 << BITS;

/// Of fewer numbers each is better asked for itself: where a comb of it is at hand, and where not.
pub const MANY: usize = 700;
pub const MANY_BARE: usize = 200;

/// Numbers to be asked about together, as the tables hold them.
#[derive(Default)]
pub struct Numbers {
    rows: Vec<u64>,
    seed: [u8; 32],
}

impl Numbers {
    /// Takes numbers in, as they lie in the lanes and as they are.
    pub fn take<R: Residues>(&mut self, lanes: &R, numbers: &[Number; MOST]) {
        let start = self.rows.len();
        self.rows.resize(start + R::WIDTH * R::ROW, 0);
        lanes.store(&mut self.rows, &std::array::from_fn(|lane| start + lane % R::WIDTH * R::ROW));
        let words = numbers[..R::WIDTH].iter().flatten();
        let bytes: Vec<u8> = words.flat_map(|word| word.to_le_bytes()).collect();
        self.seed = sha256(&[&self.seed, &bytes]);
    }

    /// Two numbers have their coins from one hash.
    fn coins(&self, count: usize) -> Vec<[u8; WINDOWS]> {
        let mut coins = Vec::with_capacity(count + 1);
        for pair in 0..count.div_ceil(2) as u64 {
            let hash = sha256(&[&self.seed, &pair.to_le_bytes()]);
            coins.extend(
                hash.chunks_exact(WINDOWS)
                    .map(|one| <[u8; WINDOWS]>::try_from(one).expect("half a hash")),
            );
        }
        coins
    }

    /// Whether all of them are in the group.
    pub fn all_inside<R: Residues>(&self) -> bool {
        let coins = self.coins(self.rows.len() / R::ROW);
        let mut buckets = Buckets { table: Lines::new(MOST * BUCKETS * R::ROW) };
        let mut comb = Comb::empty::<R>();
        (0..WINDOWS).step_by(R::WIDTH).all(|first| {
            buckets.fill::<R>(&self.rows, &coins, first);
            (0..BITS).rev().all(|bit| {
                comb.fill(&buckets.product::<R>(bit));
                !inside::<R>(&comb)[..R::WIDTH].contains(&false)
            })
        })
    }
}

/// Products by the value of a window, one window in each lane.
struct Buckets {
    table: Lines,
}

impl Buckets {
    fn places<R: Residues>(bucket: impl Fn(usize) -> usize) -> [usize; MOST] {
        std::array::from_fn(|lane| (lane % R::WIDTH * BUCKETS + bucket(lane)) * R::ROW)
    }

    /// Each number into the bucket that its coins name, in the windows from `first`.
    fn fill<R: Residues>(&mut self, rows: &[u64], coins: &[[u8; WINDOWS]], first: usize) {
        for bucket in 0..BUCKETS {
            R::one().store(&mut self.table, &Self::places::<R>(|_| bucket));
        }
        let place = |number: usize| {
            Self::places::<R>(|lane| usize::from(coins[number][first + lane % R::WIDTH]))
        };
        let count = rows.len() / R::ROW;
        for number in 0..count {
            if number + 1 < count {
                R::fetch(&self.table, &place(number + 1));
            }
            let at = place(number);
            let mut product = R::load(&self.table, &at);
            product.times(&R::load(rows, &[number * R::ROW; MOST]));
            product.store(&mut self.table, &at);
        }
    }

    /// The product of all buckets whose number has the bit, the highest first; those without it take
    /// the others in, and are half as many.
    fn product<R: Residues>(&mut self, bit: usize) -> R {
        let half = 1 << bit;
        let mut product = R::one();
        for bucket in 0..half {
            let upper = R::load(&self.table, &Self::places::<R>(|_| bucket + half));
            product.times(&upper);
            let at = Self::places::<R>(|_| bucket);
            let mut lower = R::load(&self.table, &at);
            lower.times(&upper);
            lower.store(&mut self.table, &at);
        }
        product
    }
}
