//! Powers modulo p, as many side by side as there are lanes.
//!
//! Of a base that is known beforehand, g or the key of an election, every power that a window of an
//! exponent can ask for is kept: a power costs a product a window. Of a base that is known only now
//! the squarings are made once for all its exponents, by a comb (Lim and Lee, 1994): bits that are
//! SPACING apart choose one of 2^TEETH products of its powers, and a power costs SPACING squarings
//! and as many products. An inverse costs much here, so that no digit has a sign.

use std::sync::OnceLock;

use crate::lanes::MOST;
use crate::limbs::Words;
use crate::lines::Lines;
use crate::modp::{Number, Q, Residues};

/// Bits of a window, and how many windows an exponent has.
const BITS: usize = 9;
pub const WINDOWS: usize = 256usize.div_ceil(BITS);
const POWERS: usize = 1 << BITS;

/// How many bits choose an entry of a comb, and how far they are apart.
const TEETH: usize = 5;
pub const SPACING: usize = 256usize.div_ceil(TEETH);
const ENTRIES: usize = 1 << TEETH;

/// Bits of an exponent, not more than 16.
fn bits(exponent: &Words, from: usize, count: usize) -> u16 {
    let (word, bit) = (from / 64, from % 64);
    let low = exponent.get(word).map_or(0, |word| word >> bit);
    let high =
        exponent.get(word + 1).map_or(0, |word| word.checked_shl(64 - bit as u32).unwrap_or(0));
    ((low | high) & ((1 << count) - 1)) as u16
}

/// An exponent by windows, lowest first.
pub type Digits = [u16; WINDOWS];

pub fn digits(exponent: &Words) -> Digits {
    std::array::from_fn(|window| bits(exponent, BITS * window, BITS))
}

/// An exponent as a comb reads it, the lowest bits of all teeth first.
pub type Columns = [u8; SPACING];

pub fn columns(exponent: &Words) -> Columns {
    std::array::from_fn(|column| {
        (0..TEETH).map(|tooth| bits(exponent, tooth * SPACING + column, 1) << tooth).sum::<u16>()
            as u8
    })
}

/// The order of the group, in every lane.
pub fn order() -> &'static [Columns; MOST] {
    static ORDER: OnceLock<[Columns; MOST]> = OnceLock::new();
    ORDER.get_or_init(|| [columns(&Q); MOST])
}

/// The powers of one base.
pub struct Table {
    entries: Lines,
}

impl Table {
    /// The table of a base, for lanes of this kind.
    pub fn new<R: Residues>(base: &Number) -> Self {
        let mut table = Self { entries: Lines::new(WINDOWS * POWERS * R::ROW) };
        let mut step = R::of(&[*base; MOST]);
        let mut steps = Vec::with_capacity(WINDOWS);
        for _ in 0..WINDOWS {
            steps.push(step.first());
            (0..BITS).for_each(|_| step.square());
        }
        for first in (0..WINDOWS).step_by(R::WIDTH) {
            // In the last turn some lanes do what the first has done.
            let window =
                std::array::from_fn(|lane| if first + lane < WINDOWS { first + lane } else { 0 });
            let step = R::of(&window.map(|window| steps[window]));
            let mut power = R::one();
            for number in 0..POWERS {
                let at = window.map(|window| (window * POWERS + number) * R::ROW);
                power.store(&mut table.entries, &at);
                power.times(&step);
            }
        }
        table
    }

    /// Multiplies by the power of the base to an exponent for each lane.
    pub fn multiply<R: Residues>(&self, product: &mut R, exponents: &[Digits; MOST]) {
        let place = |window: usize| {
            std::array::from_fn(|lane| {
                (window * POWERS + usize::from(exponents[lane][window])) * R::ROW
            })
        };
        let mut next = place(0);
        R::fetch(&self.entries, &next);
        for window in 0..WINDOWS {
            let entry = R::load(&self.entries, &next);
            if window + 1 < WINDOWS {
                // The tables are larger than the nearer caches.
                next = place(window + 1);
                R::fetch(&self.entries, &next);
            }
            product.times(&entry);
        }
    }
}

/// The products of some powers of a base for each lane.
pub struct Comb {
    entries: Lines,
}

impl Comb {
    pub fn empty<R: Residues>() -> Self {
        Self { entries: Lines::new(R::WIDTH * ENTRIES * R::ROW) }
    }

    fn places<R: Residues>(number: impl Fn(usize) -> usize) -> [usize; MOST] {
        std::array::from_fn(|lane| (lane % R::WIDTH * ENTRIES + number(lane)) * R::ROW)
    }

    /// Becomes the comb of these bases.
    pub fn fill<R: Residues>(&mut self, bases: &R) {
        R::one().store(&mut self.entries, &Self::places::<R>(|_| 0));
        let mut power = bases.clone();
        for tooth in 0..TEETH {
            if tooth > 0 {
                (0..SPACING).for_each(|_| power.square());
            }
            let bit = 1 << tooth;
            power.store(&mut self.entries, &Self::places::<R>(|_| bit));
            for lower in 1..bit {
                let mut entry = R::load(&self.entries, &Self::places::<R>(|_| lower));
                entry.times(&power);
                entry.store(&mut self.entries, &Self::places::<R>(|_| bit + lower));
            }
        }
    }
}

/// The power of the product of some bases to an exponent for each lane.
pub fn power<R: Residues>(combs: &[&Comb], exponents: &[Columns; MOST]) -> R {
    let mut product: Option<R> = None;
    for column in (0..SPACING).rev() {
        if let Some(product) = &mut product {
            product.square();
        }
        let at = Comb::places::<R>(|lane| usize::from(exponents[lane][column]));
        for comb in combs {
            let entry = R::load(&comb.entries, &at);
            match &mut product {
                Some(product) => product.times(&entry),
                None => product = Some(entry),
            }
        }
    }
    product.unwrap_or_else(R::one)
}
