//! What the proofs of a ballot hash (5-voting, section 3), and whether it is what they state.

use std::ops::Range;

use crate::ballot::{Ballot, Form};
use crate::modq;
use crate::sha256::sha256;
use crate::spelling::{base64, number};

/// Whether the hashes over these commitments, and the totals of the questions whose proof names
/// them, are what the ballot's challenges sum up to. All are given as they are spelt.
pub fn hold(
    form: &Form,
    fingerprint: &[u8],
    ballot: &Ballot,
    commitments: &[&[u8]],
    totals: &[&[u8]],
) -> bool {
    let q = form.group.order();
    let mut message = Vec::with_capacity(1024);
    let mut totals = totals.chunks_exact(2);
    let begin = |message: &mut Vec<u8>, prefix| begin(message, prefix, fingerprint, ballot);
    let (mut cell, mut part) = (0, 0);
    for question in &form.questions {
        let texts = &ballot.texts[2 * cell..2 * (cell + question.cells)];
        let holds = |parts: Range<usize>, message: &mut Vec<u8>| {
            join(message, &commitments[2 * parts.start..2 * parts.end]);
            let challenge = modq::reduced(&number(&sha256(&[message])), q);
            let sum = parts.fold([0; 4], |sum, i| modq::add(&sum, &ballot.scalars[i][0], q));
            sum == challenge
        };
        for ciphertext in texts.chunks_exact(2) {
            begin(&mut message, b"prove|");
            join(&mut message, ciphertext);
            message.push(b'|');
            if !holds(part..part + 2, &mut message) {
                return false;
            }
            part += 2;
        }
        let overall = part..part + question.overall();
        begin(&mut message, if question.blank { b"bproof1|" } else { b"prove|" });
        join(&mut message, texts);
        message.push(b'|');
        if !question.blank {
            let Some(total) = totals.next() else { return false };
            join(&mut message, total);
            message.push(b'|');
        }
        if !holds(overall.clone(), &mut message) {
            return false;
        }
        part = overall.end;
        if question.blank {
            begin(&mut message, b"bproof0|");
            join(&mut message, texts);
            message.push(b'|');
            if !holds(part..part + 2, &mut message) {
                return false;
            }
            part += 2;
        }
        cell += question.cells;
    }
    let digest = base64(&sha256(&[ballot.unsigned, b"}"]));
    let commitment = commitments[2 * part];
    let challenge = number(&sha256(&[b"sig|", &digest, b"|", commitment]));
    digest == *ballot.hash && modq::reduced(&challenge, q) == ballot.scalars[part][0]
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
