//! Exponents: numbers modulo q = 2^252 + 27742317777372353535851937790883648493.

use crate::limbs::{Words, below, minus, plus};

/// The order of the group.
pub const Q: Words = [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60];

/// a + b modulo q.
pub fn add(a: &Words, b: &Words) -> Words {
    let sum = plus(a, b);
    if below(&sum, &Q) { sum } else { minus(&sum, &Q) }
}

/// -a modulo q.
pub fn negate(a: &Words) -> Words {
    if *a == [0; 4] { *a } else { minus(&Q, a) }
}

/// n a modulo q, for the small n of a question's bounds.
pub fn times(n: u32, a: &Words) -> Words {
    let mut sum = [0; 4];
    for bit in (0..32 - n.leading_zeros()).rev() {
        sum = add(&sum, &sum);
        if n >> bit & 1 == 1 {
            sum = add(&sum, a);
        }
    }
    sum
}

/// Any 256-bit number modulo q.
pub fn reduced(a: &Words) -> Words {
    let mut rest = *a;
    // q is a little above 2^252: at most fifteen of it fit, and the top four bits all but say how many.
    let many = times_unreduced(rest[3] >> 60);
    rest = if below(&rest, &many) { minus(&plus(&rest, &Q), &many) } else { minus(&rest, &many) };
    if below(&rest, &Q) { rest } else { minus(&rest, &Q) }
}

fn times_unreduced(n: u64) -> Words {
    let mut out = [0; 4];
    let mut carry = 0u128;
    for i in 0..4 {
        carry += u128::from(Q[i]) * u128::from(n);
        out[i] = carry as u64;
        carry >>= 64;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reduction_agrees_with_subtraction() {
        let mut a = [u64::MAX; 4];
        for step in 0..200u64 {
            let mut slow = a;
            while !below(&slow, &Q) {
                slow = minus(&slow, &Q);
            }
            assert_eq!(reduced(&a), slow);
            a = minus(&a, &[step.wrapping_mul(0x9e37_79b9_7f4a_7c15), step * 77, 3, 1 << 56]);
        }
        for n in 0..15 {
            let multiple = times_unreduced(n);
            assert_eq!(reduced(&multiple), [0; 4]);
            assert_eq!(reduced(&plus(&multiple, &[1, 0, 0, 0])), [1, 0, 0, 0]);
        }
    }

    #[test]
    fn small_products_are_repeated_sums() {
        let a = minus(&Q, &[5, 0, 0, 0]);
        let mut sum = [0; 4];
        for n in 0..40 {
            assert_eq!(times(n, &a), sum);
            sum = add(&sum, &a);
        }
        assert_eq!(add(&a, &negate(&a)), [0; 4]);
    }
}
