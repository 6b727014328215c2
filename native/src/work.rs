//! Ballots side by side, one in each lane: every commitment computed, every hash compared.
//!
//! The checks are those of 5-voting, section 7, without the roll: whether the credential stands on
//! it, the caller has asked.

use std::ops::Range;

use crate::ballot::{Asked, Ballot, Form, Question};
use crate::comb::{self, Choices, Columns, Comb, columns};
use crate::curve::{Affine, Extended, Flat, Projective};
use crate::engine::Engine;
use crate::hashes::{question_holds, signature_holds};
use crate::lanes::{MOST, mul};
use crate::limbs::Words;
use crate::modq::{self, Q};
use crate::spelling::{hex, write_hex};
use crate::subgroup::Points;
use crate::table::{Digits, Table, WINDOWS, digits};

/// Of so many cells the combs are kept, and joined for the proof on their sum; of more the sum has
/// a comb made for it.
const FEW: usize = 6;

/// Ballots of one election, how often each is added up, and the tables `T` of its group.
pub struct Work<'a, T = Table> {
    pub form: &'a Form,
    pub fingerprint: &'a [u8],
    pub generator: &'a T,
    pub key: &'a T,
    pub ballots: &'a [&'a [u8]],
    pub weights: &'a [u64],
}

impl<'a, T> Work<'a, T> {
    /// So many ballots from one on, a ballot in each lane; none where it has not the form.
    pub fn read(&self, first: usize, count: usize) -> [Option<Ballot<'a>>; MOST] {
        std::array::from_fn(|lane| {
            let data = (lane < count).then(|| self.ballots[first + lane])?;
            Ballot::read(self.form, data)
        })
    }

    /// How often each of those ballots is added up: one that does not hold, never.
    pub fn counted(&self, first: usize, sound: &[bool]) -> [u64; MOST] {
        let mut weights = [0; MOST];
        for (lane, held) in sound.iter().enumerate() {
            weights[lane] = if *held { self.weights[first + lane] } else { 0 };
        }
        weights
    }
}

/// Checks some of the ballots, and multiplies the sound ones into the sums (alpha and beta of each
/// cell): as many lanes at a time as there are.
///
/// With `later` it is not asked whether the ciphertexts' points are in the group: they are collected.
#[inline(always)]
pub fn run<L: Engine>(
    work: &Work,
    of: Range<usize>,
    sums: &mut Vec<Extended<L>>,
    out: &mut [bool],
    mut later: Option<&mut Points>,
) {
    let mut room = Room::new();
    sums.resize(2 * work.form.cells(), Extended::identity());
    for (group, out) in out.chunks_mut(L::WIDTH).enumerate() {
        let first = of.start + group * L::WIDTH;
        let ballots = work.read(first, out.len());
        let mut lanes = Group::<L>::new(work, &ballots);
        lanes.compute(&mut room, later.as_deref_mut());
        let sound = lanes.judge();
        out.copy_from_slice(&sound[..out.len()]);
        lanes.add_up(&work.counted(first, out), sums);
    }
}

/// Whether each spelling is that of an element of the group.
#[inline(always)]
pub fn members<L: Engine>(words: &[Words; MOST]) -> [bool; MOST] {
    let (points, sound) = L::points(words);
    let mut comb = Comb::empty();
    L::fill(&mut comb, &Extended::of(&points));
    let inside = L::power(&comb, comb::order()).projective().neutral();
    std::array::from_fn(|lane| sound[lane] && inside[lane])
}

/// Four chains of products beside each other.
#[inline(always)]
pub fn products<L: Engine>(rounds: u64) -> [L; 4] {
    let mut all = [L::splat([3, 5, 7, 11, 13]); 4];
    for _ in 0..rounds {
        for one in &mut all {
            *one = mul(*one, *one);
        }
    }
    all
}

/// Combs that are made again for every group of ballots: of the cells, and last that of their sum.
struct Room {
    alpha: Vec<Comb>,
    beta: Vec<Comb>,
}

impl Room {
    fn new() -> Self {
        let combs = || (0..FEW + 2).map(|_| Comb::empty()).collect();
        Self { alpha: combs(), beta: combs() }
    }
}

/// What one part of a proof speaks of: the ciphertext of a cell or of their sum, and a number.
pub struct Part {
    pub cell: Option<usize>,
    pub number: u32,
}

/// The parts of all proofs of a question, in their order.
pub fn parts(question: &Question) -> Vec<Part> {
    let individual =
        (0..question.cells).flat_map(|cell| [0, 1].map(|number| Part { cell: Some(cell), number }));
    let blank = |number| question.blank.then_some(Part { cell: Some(0), number });
    let between = (question.min..=question.max).map(|number| Part { cell: None, number });
    let not_both = question.blank.then_some(Part { cell: None, number: 0 });
    individual.chain(blank(1)).chain(between).chain(blank(0)).chain(not_both).collect()
}

/// As many ballots as there are lanes.
struct Group<'a, L> {
    work: &'a Work<'a>,
    ballots: &'a [Option<Ballot<'a>>; MOST],
    sound: [bool; MOST],
    /// Alpha and beta of every cell.
    points: Vec<Flat<L>>,
    /// Of every question the commitments A and B of every part, and the sums of alpha and beta
    /// where its proof names them; last the commitment of the signature.
    computed: Vec<Projective<L>>,
}

impl<'a, L: Engine> Group<'a, L> {
    #[inline(always)]
    fn new(work: &'a Work<'a>, ballots: &'a [Option<Ballot<'a>>; MOST]) -> Self {
        let sound = std::array::from_fn(|lane| ballots[lane].is_some());
        Self { work, ballots, sound, points: Vec::new(), computed: Vec::new() }
    }

    /// The point of each lane that a text of its ballot spells.
    #[inline(always)]
    fn points_of(&mut self, text: impl Fn(&Ballot<'a>) -> &'a [u8]) -> (Flat<L>, [Words; MOST]) {
        let mut words = [[1, 0, 0, 0]; MOST]; // the neutral one, where there is nothing else
        for lane in 0..L::WIDTH {
            if let Some(ballot) = &self.ballots[lane] {
                match hex(text(ballot)) {
                    Some(number) => words[lane] = number,
                    None => self.sound[lane] = false,
                }
            }
        }
        let (points, sound) = L::points(&words);
        self.keep(sound);
        (points, words)
    }

    #[inline(always)]
    fn keep(&mut self, sound: [bool; MOST]) {
        for lane in 0..MOST {
            self.sound[lane] &= sound[lane];
        }
    }

    /// Challenge and response of part number `part` of each ballot, as combs and tables read them.
    #[inline(always)]
    fn exponents(&self, part: usize, number: u32) -> Exponents {
        let mut all = Exponents::ZERO;
        for lane in 0..L::WIDTH {
            if let Some(ballot) = &self.ballots[lane] {
                let [challenge, response] = &ballot.scalars[part];
                all.challenge[lane] = columns(challenge);
                all.response[lane] = digits(response);
                if number > 0 {
                    all.unmask[lane] =
                        digits(&modq::negate(&modq::times(number, challenge, &Q), &Q));
                }
            }
        }
        all
    }

    #[inline(always)]
    fn compute(&mut self, room: &mut Room, mut later: Option<&mut Points>) {
        for asked in self.work.form.asked() {
            self.question(asked, room, later.as_deref_mut());
        }
        let (credential, _) = self.points_of(|ballot| ballot.credential);
        L::fill(&mut room.alpha[0], &Extended::of(&credential));
        let signature = self.exponents(self.work.form.parts(), 0);
        let chosen = Choices::of(&signature.challenge);
        let mut point = L::power(&room.alpha[0], &chosen);
        L::multiply(self.work.generator, &mut point, &signature.response);
        self.computed.push(point.projective());
    }

    /// What the proofs of one question are held against.
    #[inline(always)]
    fn question(&mut self, asked: Asked, room: &mut Room, mut later: Option<&mut Points>) {
        let Asked { question, cell: first, part } = asked;
        let parts = parts(&question);
        let mut found: Vec<Option<[Projective<L>; 2]>> = parts.iter().map(|_| None).collect();
        let summed = usize::from(question.blank)..question.cells;
        let few = summed.len() <= FEW;
        for cell in 0..question.cells {
            let slot = if few { cell } else { 0 };
            for side in 0..2 {
                let text = 2 * (first + cell) + side;
                let (points, words) = self.points_of(|ballot| ballot.texts[text]);
                let comb = if side == 0 { &mut room.alpha[slot] } else { &mut room.beta[slot] };
                L::fill(comb, &Extended::of(&points));
                match &mut later {
                    Some(all) => all.take(&points.affine(), &words),
                    None => self.keep(L::power(comb, comb::order()).projective().neutral()),
                }
                self.points.push(points);
            }
            let combs = (&room.alpha[slot], &room.beta[slot]);
            for (i, each) in parts.iter().enumerate().filter(|(_, each)| each.cell == Some(cell)) {
                found[i] = Some(self.part(part + i, each.number, combs));
            }
        }
        let cells = first + summed.start..first + summed.end;
        let sums = [self.sum(cells.clone(), 0), self.sum(cells, 1)];
        for (combs, sum) in [&mut room.alpha, &mut room.beta].into_iter().zip(&sums) {
            let (cells, last) = combs.split_at_mut(FEW + 1);
            if few {
                L::join(&mut last[0], &cells[summed.clone()]);
            } else {
                L::fill(&mut last[0], sum);
            }
        }
        let combs = (&room.alpha[FEW + 1], &room.beta[FEW + 1]);
        for (i, each) in parts.iter().enumerate().filter(|(_, each)| each.cell.is_none()) {
            found[i] = Some(self.part(part + i, each.number, combs));
        }
        self.computed.extend(found.into_iter().flatten().flatten());
        if !question.blank {
            self.computed.extend(sums.map(|sum| sum.projective()));
        }
    }

    /// A = g^z alpha^c and B = y^z beta^c g^(-n c) of one part.
    #[inline(always)]
    fn part(&self, part: usize, number: u32, (alpha, beta): (&Comb, &Comb)) -> [Projective<L>; 2] {
        let exponents = self.exponents(part, number);
        let challenge = Choices::of(&exponents.challenge);
        let mut a = L::power(alpha, &challenge);
        L::multiply(self.work.generator, &mut a, &exponents.response);
        let mut b = L::power(beta, &challenge);
        L::multiply(self.work.key, &mut b, &exponents.response);
        if number > 0 {
            L::multiply(self.work.generator, &mut b, &exponents.unmask);
        }
        [a.projective(), b.projective()]
    }

    /// The product of alphas (side 0) or betas of some cells.
    #[inline(always)]
    fn sum(&self, cells: Range<usize>, side: usize) -> Extended<L> {
        let none = L::mask(&[false; MOST]);
        let mut sum = Extended::of(&self.points[2 * cells.start + side]);
        for cell in cells.skip(1) {
            sum = sum.add_affine(&self.points[2 * cell + side].affine(), none).extended();
        }
        sum
    }

    /// Spells all that was computed, hashes it lane by lane, and says which ballots hold.
    #[inline(always)]
    fn judge(&mut self) -> [bool; MOST] {
        let words = L::spelt(&self.computed);
        let q = self.work.form.group.order();
        std::array::from_fn(|lane| {
            let Some(ballot) = self.ballots[lane].as_ref().filter(|_| self.sound[lane]) else {
                return false;
            };
            let mut text = Vec::with_capacity(64 * words.len());
            words.iter().for_each(|each| write_hex(&each[lane], &mut text));
            let texts: Vec<&[u8]> = text.chunks_exact(64).collect();
            let mut rest = &texts[..];
            let questions = self.work.form.asked().all(|asked| {
                let (own, after) = rest.split_at(asked.question.computed());
                rest = after;
                question_holds(asked, q, self.work.fingerprint, ballot, own)
            });
            questions && signature_holds(q, ballot, rest[0])
        })
    }

    /// Multiplies the ciphertexts into the sums, as often as each ballot counts.
    #[inline(always)]
    fn add_up(&self, weights: &[u64; MOST], sums: &mut [Extended<L>]) {
        let none = L::mask(&[false; MOST]);
        let bits = 64 - weights.iter().fold(0, |all, weight| all | weight).leading_zeros();
        for (sum, point) in sums.iter_mut().zip(&self.points) {
            let affine = point.affine();
            let mut power = Extended::identity();
            for bit in (0..bits).rev() {
                let zero = L::mask(&std::array::from_fn(|lane| weights[lane] >> bit & 1 == 0));
                let neutral = Affine::<L>::identity();
                power = power.projective().double().extended();
                power = power.add_affine(&affine.or(&neutral, zero), none).extended();
            }
            *sum = sum.add(&power.cached(), none).extended();
        }
    }
}

/// Challenges and responses of one part, for every lane.
struct Exponents {
    challenge: [Columns; MOST],
    response: [Digits; MOST],
    unmask: [Digits; MOST],
}

impl Exponents {
    const ZERO: Self = Self {
        challenge: [[0; comb::SPACING]; MOST],
        response: [[0; WINDOWS]; MOST],
        unmask: [[0; WINDOWS]; MOST],
    };
}
