//! Many ballots or elements of BELENIOS-2048, over several threads.

use std::ops::Range;
use std::sync::{Mutex, OnceLock};

use crate::ballot::Form;
use crate::bulk::shared;
use crate::engine::Path;
use crate::lanes::MOST;
use crate::limbs::Words;
use crate::modp::{G, Number, Residues, read, write};
use crate::modp_power::{Comb, Table, columns, digits, power};
use crate::modp_single::Word;
use crate::modp_subgroup::{MANY, MANY_BARE, Numbers};
use crate::modp_work::{ONE, Work, members as members_of, run};

/// The fewest ballots or elements that a thread takes at a time.
const LEAST: usize = 16;

/// Numbers that are asked about together: more would only take more memory.
const SHARE: usize = 8192;

/// Calls a function with the lanes of a path that the processor has.
macro_rules! with_residues {
    ($path:expr, $call:ident $args:tt) => {
        match $path {
            #[cfg(target_arch = "x86_64")]
            Path::Ifma if Path::Ifma.available() => $call::<crate::modp_ifma::Eight> $args,
            _ => $call::<Word> $args,
        }
    };
}

/// The tables of one base, made for each kind of lanes when they are first asked for.
pub struct Powers {
    base: Number,
    of_one: OnceLock<Table>,
    of_eight: OnceLock<Table>,
}

impl Powers {
    const fn new(base: Number) -> Self {
        Self { base, of_one: OnceLock::new(), of_eight: OnceLock::new() }
    }

    /// None where this spells no element.
    pub fn of(text: &[u8]) -> Option<Self> {
        let base = read(text)?;
        let inside = members_of::<Word>(&[base; MOST], &mut Comb::empty::<Word>())[0];
        inside.then(|| Self::new(base))
    }

    fn table<R: Residues>(&self) -> &Table {
        let held = if R::WIDTH == 1 { &self.of_one } else { &self.of_eight };
        held.get_or_init(|| Table::new::<R>(&self.base))
    }
}

static GENERATOR: Powers = Powers::new(G);

/// Which ballots hold, and the weighted product of their ciphertexts, as they are spelt.
pub fn check(
    (form, fingerprint, key): (&Form, &[u8], &Powers),
    path: Path,
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Vec<u8>>) {
    with_residues!(path, check_with((form, fingerprint, key), threads, ballots, weights))
}

fn check_with<R: Residues>(
    (form, fingerprint, key): (&Form, &[u8], &Powers),
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Vec<u8>>) {
    let (generator, key) = (GENERATOR.table::<R>(), key.table::<R>());
    let work = Work { form, fingerprint, generator, key, ballots, weights };
    let total = Mutex::new(vec![Word::one(); 2 * form.cells()]);
    let mut sound = vec![false; ballots.len()];
    let most = (SHARE / (2 * form.cells())).max(1);
    shared(threads, (LEAST.min(most), most), &mut sound, |of, out| {
        let sums = check_share::<R>(&work, of, out);
        let mut total = total.lock().expect("no thread has failed");
        for (product, lanes) in total.iter_mut().zip(&sums) {
            for number in &lanes.numbers()[..R::WIDTH] {
                product.times(&Word::of(&[*number; MOST]));
            }
        }
    });
    let total = total.into_inner().expect("no thread has failed");
    (sound, total.iter().map(|product| text(&product.first())).collect())
}

/// Whether the ciphertexts are in the group is asked of all together; if not, again of each.
fn check_share<R: Residues>(work: &Work, of: Range<usize>, out: &mut [bool]) -> Vec<R> {
    if 2 * work.form.cells() * out.len() >= MANY {
        let (mut sums, mut numbers) = (Vec::new(), Numbers::default());
        run(work, of.clone(), &mut sums, out, Some(&mut numbers));
        if numbers.all_inside::<R>() {
            return sums;
        }
    }
    let mut sums = Vec::new();
    run(work, of, &mut sums, out, None);
    sums
}

fn text(number: &Number) -> Vec<u8> {
    let mut out = Vec::new();
    write(number, &mut out);
    out
}

/// Whether each text spells an element.
pub fn members(path: Path, threads: usize, texts: &[&[u8]]) -> Vec<bool> {
    with_residues!(path, members_with(threads, texts))
}

fn members_with<R: Residues>(threads: usize, texts: &[&[u8]]) -> Vec<bool> {
    let mut out = vec![false; texts.len()];
    shared(threads, (LEAST, SHARE), &mut out, |of, out| {
        let texts = &texts[of];
        if out.len() >= MANY_BARE {
            let mut all = Numbers::default();
            each_group::<R>(texts, out, |numbers| {
                all.take(&R::of(numbers), numbers);
                [true; MOST]
            });
            if all.all_inside::<R>() {
                return;
            }
        }
        let mut comb = Comb::empty::<R>();
        each_group::<R>(texts, out, |numbers| members_of::<R>(numbers, &mut comb));
    });
    out
}

/// Asks something of as many texts at a time as there are lanes; what is no number is false.
fn each_group<R: Residues>(
    texts: &[&[u8]],
    out: &mut [bool],
    mut ask: impl FnMut(&[Number; MOST]) -> [bool; MOST],
) {
    for (texts, out) in texts.chunks(R::WIDTH).zip(out.chunks_mut(R::WIDTH)) {
        let numbers: [Option<Number>; MOST] =
            std::array::from_fn(|lane| texts.get(lane).and_then(|text| read(text)));
        let right = ask(&numbers.map(|each| each.unwrap_or(ONE)));
        for lane in 0..out.len() {
            out[lane] = numbers[lane].is_some() && right[lane];
        }
    }
}

/// g^response base^challenge, spelt, for each base; None where it is no number above 0 and below p.
pub fn commitments(path: Path, bases: &[&[u8]], exponents: &[[Words; 2]]) -> Vec<Option<Vec<u8>>> {
    with_residues!(path, commitments_with(bases, exponents))
}

fn commitments_with<R: Residues>(
    bases: &[&[u8]],
    exponents: &[[Words; 2]],
) -> Vec<Option<Vec<u8>>> {
    let mut comb = Comb::empty::<R>();
    let mut out = Vec::new();
    for (bases, exponents) in bases.chunks(R::WIDTH).zip(exponents.chunks(R::WIDTH)) {
        let numbers: [Option<Number>; MOST] =
            std::array::from_fn(|lane| bases.get(lane).and_then(|text| read(text)));
        let chosen =
            |lane: usize, which: usize| exponents.get(lane).map_or([0; 4], |pair| pair[which]);
        comb.fill(&R::of(&numbers.map(|each| each.unwrap_or(ONE))));
        let challenges = std::array::from_fn(|lane| columns(&chosen(lane, 0)));
        let mut product = power::<R>(&[&comb], &challenges);
        let responses = std::array::from_fn(|lane| digits(&chosen(lane, 1)));
        GENERATOR.table::<R>().multiply(&mut product, &responses);
        let powers = product.numbers();
        for lane in 0..bases.len() {
            out.push(numbers[lane].map(|_| text(&powers[lane])));
        }
    }
    out
}

/// (a b^times)^(2^squarings) for pairs of numbers above 0 and below p: what all this rests on, for
/// tests and for the clock of a benchmark.
pub fn products(path: Path, pairs: &[[Number; 2]], times: u32, squarings: u32) -> Vec<Number> {
    with_residues!(path, products_with(pairs, times, squarings))
}

fn products_with<R: Residues>(pairs: &[[Number; 2]], times: u32, squarings: u32) -> Vec<Number> {
    let mut out = Vec::with_capacity(pairs.len());
    for pairs in pairs.chunks(R::WIDTH) {
        let side = |side: usize| {
            R::of(&std::array::from_fn(|lane| pairs.get(lane).map_or(ONE, |pair| pair[side])))
        };
        let (mut product, factor) = (side(0), side(1));
        (0..times).for_each(|_| product.times(&factor));
        (0..squarings).for_each(|_| product.square());
        out.extend_from_slice(&product.numbers()[..pairs.len()]);
    }
    out
}
