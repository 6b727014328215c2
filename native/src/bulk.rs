//! Many ballots, or many elements, over several threads.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::ballot::{Ballot, Form};
use crate::comb::{Choices, Comb, columns};
use crate::curve::{Extended, Flat};
use crate::engine::{Engine, Path};
use crate::group::Group;
use crate::lanes::{Lanes, MOST};
use crate::limbs::{ONE, Words, ZERO, from_words};
use crate::modp_bulk::{self, Powers};
use crate::sha256::sha256;
use crate::single::Single;
use crate::spelling::{hex, write_hex};
use crate::subgroup::{MANY, Points};
use crate::table::{Table, digits};
use crate::work::Work;

/// The fewest ballots or elements that a thread takes at a time.
pub const LEAST: usize = 64;

/// Points that are asked about together: more would only take more memory.
const POINTS: usize = 32_768;

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
    key: Key,
}

/// The tables of an election's key.
enum Key {
    Ed25519(Table),
    Belenios2048(Box<Powers>),
}

impl Election {
    /// None where the key is no element, or a question asks for what cannot be.
    pub fn new(form: Form, fingerprint: Vec<u8>, key: &[u8]) -> Option<Self> {
        let wrong = form
            .questions
            .iter()
            .any(|each| each.max < each.min || each.cells <= usize::from(each.blank));
        let key = match form.group {
            _ if wrong => return None,
            Group::Ed25519 => Key::Ed25519(table(key)?),
            Group::Belenios2048 => Key::Belenios2048(Box::new(Powers::of(key)?)),
        };
        Some(Self { form, fingerprint, key })
    }
}

/// The table of an element; None where it is none.
fn table(text: &[u8]) -> Option<Table> {
    let words = hex(text)?;
    let (point, _) = Single::points(&[words; MOST]);
    crate::work::members::<Single>(&[words; MOST])[0].then(|| Table::new(&point))
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

/// Which ballots hold, and the weighted product of their ciphertexts, as they are spelt.
pub fn check(
    election: &Election,
    path: Path,
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Vec<u8>>) {
    let (form, fingerprint) = (&election.form, &election.fingerprint[..]);
    match &election.key {
        Key::Belenios2048(key) => {
            modp_bulk::check((form, fingerprint, key), path, threads, ballots, weights)
        }
        Key::Ed25519(key) => {
            let (sound, words) =
                with_engine!(path, check_with((form, fingerprint, key), threads, ballots, weights));
            (sound, words.iter().map(|each| texts(&[*each])).collect())
        }
    }
}

fn check_with<L: Engine>(
    (form, fingerprint, key): (&Form, &[u8], &Table),
    threads: usize,
    ballots: &[&[u8]],
    weights: &[u64],
) -> (Vec<bool>, Vec<Words>) {
    let work = Work { form, fingerprint, generator: generator(), key, ballots, weights };
    let cells = form.cells();
    let total = Mutex::new(vec![Extended::<Single>::identity(); 2 * cells]);
    let mut sound = vec![false; ballots.len()];
    shared(threads, (LEAST, POINTS / (2 * cells)), &mut sound, |of, out| {
        let sums = check_share::<L>(&work, of, out);
        let mut total = total.lock().expect("no thread has failed");
        for (sum, more) in total.iter_mut().zip(&sums) {
            *sum = folded(*sum, more);
        }
    });
    let total = total.into_inner().expect("no thread has failed");
    let points: Vec<_> = total.iter().map(Extended::projective).collect();
    (sound, Single::spelt(&points).iter().map(|lanes| lanes[0]).collect())
}

/// Whether the points of many ballots are in the group is asked of all together; if not, again of
/// each. So a false one among them costs what a second check costs, and no more.
fn check_share<L: Engine>(work: &Work, of: Range<usize>, out: &mut [bool]) -> Vec<Extended<L>> {
    if 2 * work.form.cells() * out.len() >= MANY {
        let (mut sums, mut points) = (Vec::new(), Points::default());
        L::run(work, of.clone(), &mut sums, out, Some(&mut points));
        if L::all_inside(&points) {
            return sums;
        }
    }
    let mut sums = Vec::new();
    L::run(work, of, &mut sums, out, None);
    sums
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

/// Gives shares of the output to threads: as large as they may be, but each thread has some.
pub fn shared<T: Send>(
    threads: usize,
    (least, most): (usize, usize),
    out: &mut [T],
    each: impl Fn(Range<usize>, &mut [T]) + Sync,
) {
    let count = out.len();
    let share = count.div_ceil(threads.max(1)).clamp(least, most.max(least)).next_multiple_of(MOST);
    let shares: Vec<Mutex<&mut [T]>> = out.chunks_mut(share).map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(slice) = shares.get(number) else { break };
            let mut slice = slice.lock().expect("each share is taken once");
            each(number * share..count.min((number + 1) * share), &mut slice);
        }
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
    shared(threads, (LEAST, POINTS), &mut out, |of, out| {
        let texts = &texts[64 * of.start..64 * of.end];
        let mut points = Points::default();
        if out.len() >= MANY {
            each_group::<L>(texts, out, |words| L::collect(&mut points, words));
            if L::all_inside(&points) {
                return;
            }
        }
        each_group::<L>(texts, out, L::members);
    });
    out
}

/// Asks something of as many texts at a time as there are lanes; what is no number is false.
fn each_group<L: Engine>(
    texts: &[u8],
    out: &mut [bool],
    mut ask: impl FnMut(&[Words; MOST]) -> [bool; MOST],
) {
    for (texts, out) in texts.chunks(64 * L::WIDTH).zip(out.chunks_mut(L::WIDTH)) {
        let mut words = [[1, 0, 0, 0]; MOST];
        let numbers: [Option<Words>; MOST] =
            std::array::from_fn(|lane| hex(texts.get(64 * lane..64 * lane + 64)?));
        for lane in 0..out.len() {
            words[lane] = numbers[lane].unwrap_or(words[lane]);
        }
        let right = ask(&words);
        for lane in 0..out.len() {
            out[lane] = numbers[lane].is_some() && right[lane];
        }
    }
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
        let challenges = std::array::from_fn(|lane| columns(&chosen(lane, 0)));
        let mut power = L::power(&comb, &Choices::of(&challenges));
        L::multiply(generator(), &mut power, &std::array::from_fn(|lane| digits(&chosen(lane, 1))));
        let spelt = L::spelt(&[power.projective()])[0];
        for lane in 0..exponents.len() {
            out.push((words[lane].is_some() && sound[lane]).then_some(spelt[lane]));
        }
    }
    out
}

/// What a ballot says of itself: its tracker, and the hash of each alpha; None where it is not spelt
/// as a ballot of this election.
pub fn scan(election: &Election, data: &[u8], out: &mut [u8]) -> Option<()> {
    let ballot = spelt(election, data)?;
    out[..32].copy_from_slice(&sha256(&[data]));
    for (text, mask) in ballot.texts.chunks_exact(2).zip(out[32..].chunks_exact_mut(32)) {
        mask.copy_from_slice(&sha256(&[text[0]]));
    }
    Some(())
}

/// A ballot that is spelt as one of this election, whatever its digits say.
pub fn spelt<'a>(election: &Election, data: &'a [u8]) -> Option<Ballot<'a>> {
    let ballot = Ballot::read(&election.form, data)?;
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let group = election.form.group;
    let right = group.spells(ballot.credential)
        && ballot.hash.iter().all(base64)
        && ballot.texts.iter().all(|text| group.spells(text));
    right.then_some(ballot)
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
