//! What the proofs of a ballot hash (5-voting, section 3), and whether it is what they state.
//!
//! What was computed is given as it is spelt.

use std::ops::Range;

use crate::ballot::{Asked, Ballot};
use crate::limbs::Words;
use crate::modq;
use crate::sha256::sha256;
use crate::spelling::{base64, number};

/// Whether the hashes over what was computed for a question (the commitments of its parts, then its
/// totals where the overall proof names them) are what the ballot's challenges sum up to.
pub fn question_holds(
    Asked { question, cell, part }: Asked,
    q: &Words,
    fingerprint: &[u8],
    ballot: &Ballot,
    computed: &[&[u8]],
) -> bool {
    let (commitments, totals) = computed.split_at(2 * question.parts());
    let texts = &ballot.texts[2 * cell..2 * (cell + question.cells)];
    let mut message = Vec::with_capacity(1024);
    let begin = |message: &mut Vec<u8>, prefix| begin(message, prefix, fingerprint, ballot);
    let holds = |parts: Range<usize>, message: &mut Vec<u8>| {
        join(message, &commitments[2 * parts.start..2 * parts.end]);
        let challenge = modq::reduced(&number(&sha256(&[message])), q);
        let sum = parts.fold([0; 4], |sum, i| modq::add(&sum, &ballot.scalars[part + i][0], q));
        sum == challenge
    };
    for (number, ciphertext) in texts.chunks_exact(2).enumerate() {
        begin(&mut message, b"prove|");
        join(&mut message, ciphertext);
        message.push(b'|');
        if !holds(2 * number..2 * (number + 1), &mut message) {
            return false;
        }
    }
    let overall = 2 * question.cells..2 * question.cells + question.overall();
    begin(&mut message, if question.blank { b"bproof1|" } else { b"prove|" });
    join(&mut message, texts);
    message.push(b'|');
    if !question.blank {
        join(&mut message, totals);
        message.push(b'|');
    }
    if !holds(overall.clone(), &mut message) {
        return false;
    }
    if question.blank {
        begin(&mut message, b"bproof0|");
        join(&mut message, texts);
        message.push(b'|');
        return holds(overall.end..overall.end + 2, &mut message);
    }
    true
}

/// Whether the signature of a ballot, whose commitment was computed, is one of what it holds.
pub fn signature_holds(q: &Words, ballot: &Ballot, commitment: &[u8]) -> bool {
    let Some([stated, _]) = ballot.scalars.last() else { return false };
    let digest = base64(&sha256(&[ballot.unsigned, b"}"]));
    let challenge = number(&sha256(&[b"sig|", &digest, b"|", commitment]));
    digest == *ballot.hash && modq::reduced(&challenge, q) == *stated
}

/// A prefix, and S0: the fingerprint of the election and the credential.
fn begin(message: &mut Vec<u8>, prefix: &[u8], fingerprint: &[u8], ballot: &Ballot) {
    message.clear();
    message.extend(prefix);
    message.extend(fingerprint);
    message.push(b'|');
    message.extend(ballot.credential);
    message.push(b'|');
}

fn join(message: &mut Vec<u8>, texts: &[&[u8]]) {
    for (number, text) in texts.iter().enumerate() {
        if number > 0 {
            message.push(b',');
        }
        message.extend(*text);
    }
}
