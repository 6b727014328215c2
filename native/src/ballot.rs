//! A ballot as it is spelt (5-voting, section 7): found where it must stand, or not at all.
//!
//! A canonical ballot of one election has no freedom but its digits: every other byte is known
//! beforehand. So it is held against that form byte by byte; whatever differs is not taken, and what
//! is wrong with it the reference says.

use crate::group::Group;
use crate::limbs::Words;

/// One question: how many numbers a ballot encrypts, and how many may be chosen.
#[derive(Clone, Copy)]
pub struct Question {
    /// The answers, and blank where it is allowed: then it is the first.
    pub cells: usize,
    pub blank: bool,
    pub min: u32,
    pub max: u32,
}

impl Question {
    /// How many parts the overall proof has.
    pub fn overall(&self) -> usize {
        (self.max - self.min) as usize + 1 + usize::from(self.blank)
    }

    /// How many parts all its proofs have.
    pub fn parts(&self) -> usize {
        2 * self.cells + self.overall() + if self.blank { 2 } else { 0 }
    }

    /// How many elements are computed for its proofs: two commitments a part, and two totals where
    /// the overall proof names them.
    pub fn computed(&self) -> usize {
        2 * self.parts() + if self.blank { 0 } else { 2 }
    }
}

/// A question, and where it stands in a ballot: its first cell and its first part.
#[derive(Clone, Copy)]
pub struct Asked {
    pub question: Question,
    pub cell: usize,
    pub part: usize,
}

/// What all ballots of an election have in common.
pub struct Form {
    pub group: Group,
    /// All bytes before the credential.
    pub opening: Vec<u8>,
    pub questions: Vec<Question>,
    /// The most bytes of a ballot.
    pub limit: usize,
}

impl Form {
    /// The questions in their order.
    pub fn asked(&self) -> impl Iterator<Item = Asked> {
        let (mut cell, mut part) = (0, 0);
        self.questions.iter().map(move |question| {
            let asked = Asked { question: *question, cell, part };
            (cell, part) = (cell + question.cells, part + question.parts());
            asked
        })
    }

    pub fn cells(&self) -> usize {
        self.questions.iter().map(|question| question.cells).sum()
    }

    pub fn parts(&self) -> usize {
        self.questions.iter().map(Question::parts).sum()
    }
}

/// A ballot with its places and numbers.
pub struct Ballot<'a> {
    pub credential: &'a [u8],
    /// The spelling of alpha and beta of every cell, in order.
    pub texts: Vec<&'a [u8]>,
    /// The challenge and response of every part, in order, and of the signature.
    pub scalars: Vec<[Words; 2]>,
    /// The bytes before the signature, and the hash that it states.
    pub unsigned: &'a [u8],
    pub hash: &'a [u8],
}

struct Cursor<'a> {
    group: Group,
    data: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn expect(&mut self, text: &[u8]) -> Option<()> {
        let found = self.data.get(self.at..self.at + text.len())?;
        self.at += text.len();
        (found == text).then_some(())
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let found = self.data.get(self.at..self.at + length)?;
        self.at += length;
        Some(found)
    }

    /// An element's spelling.
    fn element(&mut self) -> Option<&'a [u8]> {
        self.take(self.group.spelt(&self.data[self.at..])?)
    }

    fn proof(&mut self) -> Option<[Words; 2]> {
        self.expect(br#"{"challenge":""#)?;
        let (challenge, length) = self.group.exponent(&self.data[self.at..])?;
        self.at += length;
        self.expect(br#"","response":""#)?;
        let (response, length) = self.group.exponent(&self.data[self.at..])?;
        self.at += length;
        self.expect(br#""}"#)?;
        Some([challenge, response])
    }

    /// So many items with commas between and brackets around.
    fn array(
        &mut self,
        count: usize,
        mut item: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        self.expect(b"[")?;
        for number in 0..count {
            if number > 0 {
                self.expect(b",")?;
            }
            item(self, number)?;
        }
        self.expect(b"]")
    }
}

impl<'a> Ballot<'a> {
    /// The ballot that these bytes spell in this form, or None.
    pub fn read(form: &Form, data: &'a [u8]) -> Option<Self> {
        if data.len() > form.limit {
            return None;
        }
        let mut cursor = Cursor { group: form.group, data, at: 0 };
        cursor.expect(&form.opening)?;
        let credential = cursor.element()?;
        cursor.expect(br#"","answers":"#)?;
        let mut texts = Vec::with_capacity(2 * form.cells());
        let mut scalars = Vec::with_capacity(form.parts() + 1);
        cursor.array(form.questions.len(), |cursor, number| {
            answer(cursor, &form.questions[number], &mut texts, &mut scalars)
        })?;
        let unsigned = &data[..cursor.at];
        cursor.expect(br#","signature":{"hash":""#)?;
        let hash = cursor.take(43)?;
        cursor.expect(br#"","proof":"#)?;
        scalars.push(cursor.proof()?);
        cursor.expect(b"}}")?;
        (cursor.at == data.len()).then_some(Self { credential, texts, scalars, unsigned, hash })
    }
}

fn answer<'a>(
    cursor: &mut Cursor<'a>,
    question: &Question,
    texts: &mut Vec<&'a [u8]>,
    scalars: &mut Vec<[Words; 2]>,
) -> Option<()> {
    cursor.expect(br#"{"choices":"#)?;
    cursor.array(question.cells, |cursor, _| {
        cursor.expect(br#"{"alpha":""#)?;
        texts.push(cursor.element()?);
        cursor.expect(br#"","beta":""#)?;
        texts.push(cursor.element()?);
        cursor.expect(br#""}"#)
    })?;
    let mut proofs = |cursor: &mut Cursor<'a>, count| {
        cursor.array(count, |cursor, _| {
            scalars.push(cursor.proof()?);
            Some(())
        })
    };
    cursor.expect(br#","individual_proofs":"#)?;
    cursor.array(question.cells, |cursor, _| proofs(cursor, 2))?;
    cursor.expect(br#","overall_proof":"#)?;
    proofs(cursor, question.overall())?;
    if question.blank {
        cursor.expect(br#","blank_proof":"#)?;
        proofs(cursor, 2)?;
    }
    cursor.expect(b"}")
}
