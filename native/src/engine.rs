//! The parts of the work that are long enough to be called, compiled for each kind of processor.
//!
//! Everything else is inlined into them. Which kind there is, is found when the program runs.

use std::ops::Range;

use crate::comb::{self, Choices, Comb};
use crate::curve::{self, Extended, Flat, Projective};
use crate::lanes::{Lanes, MOST};
use crate::limbs::Words;
use crate::single::Single;
use crate::subgroup::{self, Points};
use crate::table::{Digits, Table};
use crate::work::{self, Work};

/// Field elements side by side, with the long functions compiled for their processor.
pub trait Engine: Lanes {
    fn fill(comb: &mut Comb, point: &Extended<Self>);
    fn join(comb: &mut Comb, combs: &[Comb]);
    fn power(comb: &Comb, exponents: &Choices) -> Extended<Self>;
    fn multiply(table: &Table, sum: &mut Extended<Self>, exponents: &[Digits; MOST]);
    fn points(spelt: &[Words; MOST]) -> (Flat<Self>, [bool; MOST]);
    fn flat(points: &[Projective<Self>]) -> Vec<Flat<Self>>;
    fn run(
        work: &Work,
        of: Range<usize>,
        sums: &mut Vec<Extended<Self>>,
        out: &mut [bool],
        later: Option<&mut Points>,
    );
    fn members(spelt: &[Words; MOST]) -> [bool; MOST];
    fn spelt(points: &[Projective<Self>]) -> Vec<[Words; MOST]>;
    fn all_inside(points: &Points) -> bool;
    fn collect(points: &mut Points, spelt: &[Words; MOST]) -> [bool; MOST];
    fn products(rounds: u64) -> [Self; 4];
}

macro_rules! engine {
    ($lanes:ty $(, $feature:literal)?) => {
        impl Engine for $lanes {
            fn fill(comb: &mut Comb, point: &Extended<Self>) {
                $(#[target_feature(enable = $feature)])?
                fn inner(comb: &mut Comb, point: &Extended<$lanes>) {
                    comb.fill(point);
                }
                entered!(inner(comb, point))
            }

            fn join(comb: &mut Comb, combs: &[Comb]) {
                $(#[target_feature(enable = $feature)])?
                fn inner(comb: &mut Comb, combs: &[Comb]) {
                    comb.join::<$lanes>(combs);
                }
                entered!(inner(comb, combs))
            }

            fn power(comb: &Comb, exponents: &Choices) -> Extended<Self> {
                $(#[target_feature(enable = $feature)])?
                fn inner(comb: &Comb, exponents: &Choices) -> Extended<$lanes> {
                    comb::power(comb, exponents)
                }
                entered!(inner(comb, exponents))
            }

            fn multiply(table: &Table, sum: &mut Extended<Self>, exponents: &[Digits; MOST]) {
                $(#[target_feature(enable = $feature)])?
                fn inner(table: &Table, sum: &mut Extended<$lanes>, exponents: &[Digits; MOST]) {
                    *sum = table.multiply(*sum, exponents);
                }
                entered!(inner(table, sum, exponents))
            }

            fn points(spelt: &[Words; MOST]) -> (Flat<Self>, [bool; MOST]) {
                $(#[target_feature(enable = $feature)])?
                fn inner(spelt: &[Words; MOST]) -> (Flat<$lanes>, [bool; MOST]) {
                    curve::points(spelt)
                }
                entered!(inner(spelt))
            }

            fn flat(points: &[Projective<Self>]) -> Vec<Flat<Self>> {
                $(#[target_feature(enable = $feature)])?
                fn inner(points: &[Projective<$lanes>]) -> Vec<Flat<$lanes>> {
                    curve::flat(points)
                }
                entered!(inner(points))
            }

            fn run(
                work: &Work,
                of: Range<usize>,
                sums: &mut Vec<Extended<Self>>,
                out: &mut [bool],
                later: Option<&mut Points>,
            ) {
                $(#[target_feature(enable = $feature)])?
                fn inner(
                    work: &Work,
                    of: Range<usize>,
                    sums: &mut Vec<Extended<$lanes>>,
                    out: &mut [bool],
                    later: Option<&mut Points>,
                ) {
                    work::run(work, of, sums, out, later);
                }
                entered!(inner(work, of, sums, out, later))
            }

            fn members(spelt: &[Words; MOST]) -> [bool; MOST] {
                $(#[target_feature(enable = $feature)])?
                fn inner(spelt: &[Words; MOST]) -> [bool; MOST] {
                    work::members::<$lanes>(spelt)
                }
                entered!(inner(spelt))
            }

            fn spelt(points: &[Projective<Self>]) -> Vec<[Words; MOST]> {
                $(#[target_feature(enable = $feature)])?
                fn inner(points: &[Projective<$lanes>]) -> Vec<[Words; MOST]> {
                    let mut out = Vec::with_capacity(points.len());
                    for point in &curve::flat(points) {
                        out.push(curve::spelt(point));
                    }
                    out
                }
                entered!(inner(points))
            }

            fn all_inside(points: &Points) -> bool {
                $(#[target_feature(enable = $feature)])?
                fn inner(points: &Points) -> bool {
                    subgroup::all_inside::<$lanes>(points)
                }
                entered!(inner(points))
            }

            fn collect(points: &mut Points, spelt: &[Words; MOST]) -> [bool; MOST] {
                $(#[target_feature(enable = $feature)])?
                fn inner(points: &mut Points, spelt: &[Words; MOST]) -> [bool; MOST] {
                    let (found, sound) = curve::points::<$lanes>(spelt);
                    points.take(&found.affine(), spelt);
                    sound
                }
                entered!(inner(points, spelt))
            }

            fn products(rounds: u64) -> [Self; 4] {
                $(#[target_feature(enable = $feature)])?
                fn inner(rounds: u64) -> [$lanes; 4] {
                    work::products(rounds)
                }
                entered!(inner(rounds))
            }
        }
    };
}

macro_rules! entered {
    ($call:expr) => {{
        // SAFETY: a type of lanes is named only by `with_engine!`, after the processor was asked for
        // the instructions that it is compiled with.
        #[allow(unused_unsafe)]
        unsafe {
            $call
        }
    }};
}

engine!(Single);
#[cfg(target_arch = "x86_64")]
engine!(crate::ifma::Ifma, "avx512f,avx512dq,avx512ifma,bmi2,adx");

/// A kind of arithmetic; the numbers are those of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Path {
    Single,
    Ifma,
}

impl Path {
    /// Whether this processor has what it takes.
    pub fn available(self) -> bool {
        match self {
            Self::Single => true,
            #[cfg(target_arch = "x86_64")]
            Self::Ifma => {
                std::arch::is_x86_feature_detected!("avx512f")
                    && std::arch::is_x86_feature_detected!("avx512dq")
                    && std::arch::is_x86_feature_detected!("avx512ifma")
                    && std::arch::is_x86_feature_detected!("bmi2")
                    && std::arch::is_x86_feature_detected!("adx")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Ifma => false,
        }
    }

    /// The fastest that this processor has.
    pub fn best() -> Self {
        if Self::Ifma.available() { Self::Ifma } else { Self::Single }
    }
}
