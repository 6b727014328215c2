//! The groups that are known here (5-voting, section 1): how elements and exponents are spelt.

use crate::limbs::Words;
use crate::{modp, modq, spelling};

/// A group; the numbers are those of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    Ed25519,
    Belenios2048,
}

impl Group {
    /// The group with this number.
    pub fn numbered(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Ed25519),
            1 => Some(Self::Belenios2048),
            _ => None,
        }
    }

    /// How many elements there are.
    pub fn order(self) -> &'static Words {
        match self {
            Self::Ed25519 => &modq::Q,
            Self::Belenios2048 => &modp::Q,
        }
    }

    /// The most bytes that spell an element.
    pub fn width(self) -> usize {
        match self {
            Self::Ed25519 => 64,
            Self::Belenios2048 => modp::DIGITS,
        }
    }

    /// How many bytes at the beginning of the text an element's spelling takes, if there is one.
    pub fn spelt(self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Ed25519 => Some(64),
            Self::Belenios2048 => modp::digits(text),
        }
    }

    /// Whether the text is spelt as an element is; whether it is one has not been asked.
    pub fn spells(self, text: &[u8]) -> bool {
        match self {
            Self::Ed25519 => spelling::hex(text).is_some(),
            Self::Belenios2048 => modp::read(text).is_some(),
        }
    }

    /// The exponent that the text begins with, and how many bytes it takes.
    pub fn exponent(self, text: &[u8]) -> Option<(Words, usize)> {
        spelling::decimal(text, self.order())
    }
}
