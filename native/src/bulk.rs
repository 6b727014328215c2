//! Many ballots, or many elements, over several threads.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::ballot::{Ballot, Form};
use crate::comb::{Comb, columns};
use crate::curve::{Extended, Flat, spelt};
use crate::engine::{Engine, Path};
use crate::lanes::{Lanes, MOST};
use crate::limbs::{ONE, Words, ZERO, from_words};
use crate::sha256::sha256;
use crate::single::Single;
use crate::spelling::{hex, write_hex};
use crate::table::{Table, digits};
use crate::work::Work;

/// Ballots that a thread takes at a time: a multiple of the lanes.
const SHARE: usize = 64;

/// Calls a function with the lanes of a path that the processor has.
macro_rules! with_engine {
    ($path:expr, $call:ident $args:tt) => {
        match $path {
            #[cfg(target_arch = "x86_64")]
            Path::Ifma if Path::Ifma.available() => $call::<crate::ifma::Ifma> $args,
            _ => $call::<Single> $args,
        }
    };
}

/// The parameters of an election, with the tables for its key.
pub struct Election {
    pub form: Form,
    pub fingerprint: Vec<u8>,
    key: Table,
}

impl Election {
    /// None where the key is no element, or a question asks for what cannot be.
    pub fn new(form: Form, fingerprint: Vec<u8>, key: &[u8]) -> Option<Self> {
        let words = hex(key)?;
        let wrong = form
            .questions
            .iter()
            .any(|each| each.max < each.min || each.cells <= usize::from(each.blank));
        if wrong || !crate::work::members::<Single>(&[words; MOST])[0] {
            return None;
        }
        let (point, _) = Single::points(&[words; MOST]);
        Some(Self { form, fingerprint, key: Table::new(&point) })
    }
}

/// The table of g, made once.
fn generator() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let y = [
            0x6666_6666_6666_6658,
            0x6666_6666_6666_6666,
            0x6666_6666_6666_6666,
            0x6666_6666_6666_6666,
        ];
        Table::new(&Single::points(&[y; MOST]).0)
    })
}

/// Which ballots hold, and the spelling of the weighted product of their ciphertexts.
pub fn check(
    election: &Election,
    path: Path,
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Words>) {
    with_engine!(path, check_with(election, threads, ballots, weights))
}

fn check_with<L: Engine>(
    election: &Election,
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Words>) {
    let work = Work {
        form: &election.form,
        fingerprint: &election.fingerprint,
        generator: generator(),
        key: &election.key,
        ballots,
        weights,
    };
    let total = Mutex::new(vec![Extended::<Single>::identity(); 2 * election.form.cells()]);
    let mut sound = vec![false; ballots.len()];
    shared(
        threads,
        &mut sound,
        Vec::new,
        |of, out, sums| L::run(&work, of, sums, out),
        |sums| {
            let mut total = total.lock().expect("no thread has failed");
            for (sum, more) in total.iter_mut().zip(&sums) {
                *sum = folded(*sum, more);
            }
        },
    );
    let total = total.into_inner().expect("no thread has failed");
    let points: Vec<_> = total.iter().map(Extended::projective).collect();
    (sound, Single::flat(&points).iter().map(|point| spelt(point)[0]).collect())
}

/// Adds the points of all lanes to one.
fn folded<L: Engine>(mut sum: Extended<Single>, lanes: &Extended<L>) -> Extended<Single> {
    let flat = L::flat(&[lanes.projective()]);
    let (mut xs, mut ys) = ([ZERO; MOST], [ONE; MOST]);
    flat[0].x.scatter(&mut xs);
    flat[0].y.scatter(&mut ys);
    for lane in 0..L::WIDTH {
        let point = Flat { x: tight(xs[lane]), y: tight(ys[lane]) };
        sum = sum.add_affine(&point.affine(), false).extended();
    }
    sum
}

fn tight(limbs: [u64; 5]) -> Single {
    Single::splat(from_words(&crate::limbs::canonical(&limbs)))
}

/// Gives shares of the output to threads, each with something of its own that is handed in at the end.
fn shared<T, S>(
    threads: usize,
    out: &mut [T],
    start: impl Fn() -> S + Sync,
    each: impl Fn(Range<usize>, &mut [T], &mut S) + Sync,
    finish: impl Fn(S) + Sync,
) where
    T: Send,
{
    let count = out.len();
    let shares: Vec<Mutex<&mut [T]>> = out.chunks_mut(SHARE).map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        let mut own = start();
        loop {
            let share = next.fetch_add(1, Ordering::Relaxed);
            let Some(slice) = shares.get(share) else { break };
            let mut slice = slice.lock().expect("each share is taken once");
            each(share * SHARE..count.min((share + 1) * SHARE), &mut slice, &mut own);
        }
        finish(own);
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(shares.len()) {
            scope.spawn(run);
        }
        run();
    });
}

/// Whether each text of 64 bytes spells an element.
pub fn members(path: Path, threads: usize, texts: &[u8]) -> Vec<bool> {
    with_engine!(path, members_with(threads, texts))
}

fn members_with<L: Engine>(threads: usize, texts: &[u8]) -> Vec<bool> {
    let mut out = vec![false; texts.len() / 64];
    shared(
        threads,
        &mut out,
        || (),
        |of, out, ()| {
            for (group, out) in out.chunks_mut(L::WIDTH).enumerate() {
                let first = of.start + group * L::WIDTH;
                let mut words = [[1, 0, 0, 0]; MOST];
                let mut read = [false; MOST];
                for lane in 0..out.len() {
                    let at = 64 * (first + lane);
                    let number = hex(&texts[at..at + 64]);
                    read[lane] = number.is_some();
                    words[lane] = number.unwrap_or([1, 0, 0, 0]);
                }
                let inside = L::members(&words);
                for lane in 0..out.len() {
                    out[lane] = read[lane] && inside[lane];
                }
            }
        },
        |()| (),
    );
    out
}

/// g^response base^challenge, spelt, for each base; None where it is no point or no exponent.
pub fn commitments(path: Path, bases: &[u8], exponents: &[[Words; 2]]) -> Vec<Option<Words>> {
    with_engine!(path, commitments_with(bases, exponents))
}

fn commitments_with<L: Engine>(bases: &[u8], exponents: &[[Words; 2]]) -> Vec<Option<Words>> {
    let mut out = Vec::new();
    let mut comb = Comb::empty();
    for (bases, exponents) in bases.chunks(64 * L::WIDTH).zip(exponents.chunks(L::WIDTH)) {
        let words: [Option<Words>; MOST] =
            std::array::from_fn(|lane| hex(bases.get(64 * lane..64 * lane + 64)?));
        let (point, sound) = L::points(&words.map(|each| each.unwrap_or([1, 0, 0, 0])));
        let chosen =
            |lane: usize, which: usize| exponents.get(lane).map_or([0; 4], |pair| pair[which]);
        L::fill(&mut comb, &Extended::of(&point));
        let mut power = L::power(&[&comb], &std::array::from_fn(|lane| columns(&chosen(lane, 0))));
        L::multiply(generator(), &mut power, &std::array::from_fn(|lane| digits(&chosen(lane, 1))));
        let spelt = spelt(&L::flat(&[power.projective()])[0]);
        for lane in 0..exponents.len() {
            out.push((words[lane].is_some() && sound[lane]).then_some(spelt[lane]));
        }
    }
    out
}

/// What a ballot says of itself: credential, tracker, hash of each alpha; None where it is not
/// spelt as a ballot of this election.
pub fn scan(election: &Election, data: &[u8], out: &mut [u8]) -> Option<()> {
    let ballot = Ballot::read(&election.form, data)?;
    hex(ballot.credential)?;
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    ballot.hash.iter().all(base64).then_some(())?;
    out[..32].copy_from_slice(&sha256(&[data]));
    for (text, mask) in ballot.texts.chunks_exact(2).zip(out[32..].chunks_exact_mut(32)) {
        hex(text[0])?;
        hex(text[1])?;
        mask.copy_from_slice(&sha256(&[text[0]]));
    }
    Some(())
}

/// Products of field elements and nothing else: what the limit of all this is reckoned by.
pub fn products(path: Path, rounds: u64) -> u64 {
    with_engine!(path, products_with(rounds))
}

fn products_with<L: Engine>(rounds: u64) -> u64 {
    std::hint::black_box(L::products(rounds));
    rounds * 4 * L::WIDTH as u64
}

/// Spellings as text.
pub fn texts(words: &[Words]) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 * words.len());
    words.iter().for_each(|each| write_hex(each, &mut out));
    out
}

const _: () = assert!(SHARE.is_multiple_of(MOST));
