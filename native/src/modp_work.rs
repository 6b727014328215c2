//! Ballots of BELENIOS-2048 side by side, one in each lane: what `work` does in Ed25519.

use std::ops::Range;

use crate::ballot::{Asked, Ballot};
use crate::hashes::{question_holds, signature_holds};
use crate::lanes::MOST;
use crate::lines::Lines;
use crate::modp::{DIGITS, Number, Q, Residues, WORDS, read, write};
use crate::modp_power::{
    Columns, Comb, Digits, SPACING, Table, WINDOWS, columns, digits, order, power,
};
use crate::modp_subgroup::Numbers;
use crate::modq;
use crate::work::{self, parts};

/// Of so many cells, the proof on their sum takes the combs of each; of more, a comb of its own.
const FEW: usize = 3;

/// What stands in a lane that has nothing else.
pub const ONE: Number = {
    let mut one = [0; WORDS];
    one[0] = 1;
    one
};

/// Ballots of one election of this group.
pub type Work<'a> = work::Work<'a, Table>;

/// Checks some of the ballots, and multiplies the sound ones into the sums (alpha and beta of each
/// cell): as many lanes at a time as there are.
///
/// With `later` it is not asked whether the ciphertexts are in the group: they are collected.
pub fn run<R: Residues>(
    work: &Work,
    of: Range<usize>,
    sums: &mut Vec<R>,
    out: &mut [bool],
    mut later: Option<&mut Numbers>,
) {
    let mut room = Room::new::<R>();
    sums.resize(2 * work.form.cells(), R::one());
    for (group, out) in out.chunks_mut(R::WIDTH).enumerate() {
        let first = of.start + group * R::WIDTH;
        let ballots = work.read(first, out.len());
        let mut lanes = Group::<R>::new(work, &ballots);
        lanes.judge(&mut room, later.as_deref_mut());
        out.copy_from_slice(&lanes.sound[..out.len()]);
        lanes.add_up(&work.counted(first, out), sums, &mut room.chosen);
    }
}

/// Whether each number is one of the group.
pub fn members<R: Residues>(numbers: &[Number; MOST], comb: &mut Comb) -> [bool; MOST] {
    comb.fill(&R::of(numbers));
    inside::<R>(comb)
}

/// Whether the numbers of a comb are in the group.
pub fn inside<R: Residues>(comb: &Comb) -> [bool; MOST] {
    power::<R>(&[comb], order()).numbers().map(|each| each == ONE)
}

/// Combs that are made again for every group of ballots.
struct Room {
    alpha: Vec<Comb>,
    beta: Vec<Comb>,
    /// One and another number, for each lane.
    chosen: Lines,
}

impl Room {
    fn new<R: Residues>() -> Self {
        let combs = || (0..=FEW).map(|_| Comb::empty::<R>()).collect();
        Self { alpha: combs(), beta: combs(), chosen: Lines::new(2 * MOST * R::ROW) }
    }
}

/// As many ballots as there are lanes.
struct Group<'a, R> {
    work: &'a Work<'a>,
    ballots: &'a [Option<Ballot<'a>>; MOST],
    sound: [bool; MOST],
    /// Alpha and beta of every cell.
    elements: Vec<R>,
}

impl<'a, R: Residues> Group<'a, R> {
    fn new(work: &'a Work<'a>, ballots: &'a [Option<Ballot<'a>>; MOST]) -> Self {
        let sound = std::array::from_fn(|lane| ballots[lane].is_some());
        Self { work, ballots, sound, elements: Vec::new() }
    }

    /// The number of each lane that a text of its ballot spells.
    fn spelt(&mut self, text: impl Fn(&Ballot<'a>) -> &'a [u8]) -> [Number; MOST] {
        let mut numbers = [ONE; MOST];
        for lane in 0..R::WIDTH {
            if let Some(ballot) = &self.ballots[lane] {
                match read(text(ballot)) {
                    Some(number) => numbers[lane] = number,
                    None => self.sound[lane] = false,
                }
            }
        }
        numbers
    }

    fn keep(&mut self, sound: [bool; MOST]) {
        (0..MOST).for_each(|lane| self.sound[lane] &= sound[lane]);
    }

    /// Challenge and response of part number `part` of each ballot, as combs and tables read them.
    fn exponents(&self, part: usize, number: u32) -> Exponents {
        let mut all = Exponents::ZERO;
        for lane in 0..R::WIDTH {
            if let Some(ballot) = &self.ballots[lane] {
                let [challenge, response] = &ballot.scalars[part];
                all.challenge[lane] = columns(challenge);
                all.response[lane] = digits(response);
                if number > 0 {
                    let less = modq::negate(&modq::times(number, challenge, &Q), &Q);
                    all.unmask[lane] = digits(&less);
                }
            }
        }
        all
    }

    /// Says which ballots hold: question by question, since what is computed for many of them would
    /// take much memory.
    fn judge(&mut self, room: &mut Room, mut later: Option<&mut Numbers>) {
        let (form, fingerprint) = (self.work.form, self.work.fingerprint);
        let q = form.group.order();
        for asked in form.asked() {
            let computed = self.question(asked, room, later.as_deref_mut());
            self.hold(&computed, |ballot, texts| {
                question_holds(asked, q, fingerprint, ballot, texts)
            });
        }
        let credential = self.spelt(|ballot| ballot.credential);
        room.alpha[0].fill(&R::of(&credential));
        let signature = self.exponents(form.parts(), 0);
        let mut commitment = power::<R>(&[&room.alpha[0]], &signature.challenge);
        self.work.generator.multiply(&mut commitment, &signature.response);
        self.hold(&[commitment], |ballot, texts| signature_holds(q, ballot, texts[0]));
    }

    /// Asks of each lane whether what was computed, spelt, is what its ballot states.
    fn hold(&mut self, computed: &[R], holds: impl Fn(&Ballot, &[&[u8]]) -> bool) {
        let numbers: Vec<[Number; MOST]> = computed.iter().map(R::numbers).collect();
        let (mut text, mut ends) = (Vec::with_capacity(DIGITS * numbers.len()), Vec::new());
        for lane in 0..R::WIDTH {
            let ballot = self.ballots[lane].as_ref().filter(|_| self.sound[lane]);
            let Some(ballot) = ballot else { continue };
            text.clear();
            ends.clear();
            for number in &numbers {
                let start = text.len();
                write(&number[lane], &mut text);
                ends.push(start..text.len());
            }
            let texts: Vec<&[u8]> = ends.iter().map(|of| &text[of.clone()]).collect();
            self.sound[lane] = holds(ballot, &texts);
        }
    }

    /// What the proofs of one question are held against: the commitments A and B of every part, and
    /// the products of alpha and beta where its proof names them.
    fn question(
        &mut self,
        Asked { question, cell: first, part }: Asked,
        room: &mut Room,
        mut later: Option<&mut Numbers>,
    ) -> Vec<R> {
        let parts = parts(&question);
        let mut found: Vec<Option<[R; 2]>> = parts.iter().map(|_| None).collect();
        let summed = usize::from(question.blank)..question.cells;
        let few = summed.len() <= FEW;
        for cell in 0..question.cells {
            let slot = if few { cell } else { 0 };
            for side in 0..2 {
                let text = 2 * (first + cell) + side;
                let numbers = self.spelt(|ballot| ballot.texts[text]);
                let element = R::of(&numbers);
                let comb = if side == 0 { &mut room.alpha[slot] } else { &mut room.beta[slot] };
                comb.fill(&element);
                match &mut later {
                    Some(all) => all.take(&element, &numbers),
                    None => self.keep(inside::<R>(comb)),
                }
                self.elements.push(element);
            }
            let combs = (&[&room.alpha[slot]][..], &[&room.beta[slot]][..]);
            for (i, each) in parts.iter().enumerate().filter(|(_, each)| each.cell == Some(cell)) {
                found[i] = Some(self.part(part + i, each.number, combs));
            }
        }
        let cells = first + summed.start..first + summed.end;
        let products = [self.product(cells.clone(), 0), self.product(cells, 1)];
        let slots = if few { summed } else { 0..1 };
        if !few {
            room.alpha[0].fill(&products[0]);
            room.beta[0].fill(&products[1]);
        }
        let alpha: Vec<&Comb> = room.alpha[slots.clone()].iter().collect();
        let beta: Vec<&Comb> = room.beta[slots].iter().collect();
        for (i, each) in parts.iter().enumerate().filter(|(_, each)| each.cell.is_none()) {
            found[i] = Some(self.part(part + i, each.number, (&alpha, &beta)));
        }
        let mut computed: Vec<R> = found.into_iter().flatten().flatten().collect();
        if !question.blank {
            computed.extend(products);
        }
        computed
    }

    /// A = g^z alpha^c and B = y^z beta^c g^(-n c) of one part.
    fn part(&self, part: usize, number: u32, (alpha, beta): (&[&Comb], &[&Comb])) -> [R; 2] {
        let exponents = self.exponents(part, number);
        let mut a = power::<R>(alpha, &exponents.challenge);
        self.work.generator.multiply(&mut a, &exponents.response);
        let mut b = power::<R>(beta, &exponents.challenge);
        self.work.key.multiply(&mut b, &exponents.response);
        if number > 0 {
            self.work.generator.multiply(&mut b, &exponents.unmask);
        }
        [a, b]
    }

    /// The product of alphas (side 0) or betas of some cells.
    fn product(&self, cells: Range<usize>, side: usize) -> R {
        let mut product = self.elements[2 * cells.start + side].clone();
        for cell in cells.skip(1) {
            product.times(&self.elements[2 * cell + side]);
        }
        product
    }

    /// Multiplies the ciphertexts into the sums, as often as each ballot counts.
    fn add_up(&self, weights: &[u64; MOST], sums: &mut [R], chosen: &mut Lines) {
        let place = |which: &dyn Fn(usize) -> usize| {
            std::array::from_fn(|lane| (2 * lane + which(lane)) * R::ROW)
        };
        let bits = 64 - weights.iter().fold(0, |all, weight| all | weight).leading_zeros();
        R::one().store(chosen, &place(&|_| 0));
        for (sum, element) in sums.iter_mut().zip(&self.elements) {
            element.store(chosen, &place(&|_| 1));
            let mut power: Option<R> = None;
            for bit in (0..bits).rev() {
                let entry = R::load(chosen, &place(&|lane| (weights[lane] >> bit & 1) as usize));
                power = Some(match power {
                    None => entry,
                    Some(mut power) => {
                        power.square();
                        power.times(&entry);
                        power
                    }
                });
            }
            if let Some(power) = power {
                sum.times(&power);
            }
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
        challenge: [[0; SPACING]; MOST],
        response: [[0; WINDOWS]; MOST],
        unmask: [[0; WINDOWS]; MOST],
    };
}
