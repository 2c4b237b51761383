//! How many pairs of a list stand in the wrong order.

/// The number of pairs for which `wrong(earlier, later)` holds, by a merge sort (Knight, 1966) in n × log n
/// steps. `wrong` is "later is less" or "later is not greater" of an order of all items, by which the list is
/// sorted afterwards.
pub(super) fn inversions<T: Copy>(list: &mut [T], wrong: &impl Fn(&T, &T) -> bool) -> u64 {
    let mut merged = Vec::with_capacity(list.len());
    count(list, wrong, &mut merged)
}

fn count<T: Copy>(list: &mut [T], wrong: &impl Fn(&T, &T) -> bool, merged: &mut Vec<T>) -> u64 {
    if list.len() < 2 {
        return 0;
    }
    let (earlier, later) = list.split_at_mut(list.len() / 2);
    let mut found = count(earlier, wrong, merged) + count(later, wrong, merged);
    merged.clear();
    let (mut earlier, mut later) = (&*earlier, &*later);
    while let ([first, rest @ ..], [second, others @ ..]) = (earlier, later) {
        if wrong(first, second) {
            // So it is for all that are left of the earlier half.
            found += earlier.len() as u64;
            merged.push(*second);
            later = others;
        } else {
            merged.push(*first);
            earlier = rest;
        }
    }
    merged.extend_from_slice(earlier);
    merged.extend_from_slice(later);
    list.copy_from_slice(merged);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    // Of 3 1 2 1: 3 before 1, 2 and 1, and 2 before 1; with equal ones, 1 before 1 as well.
    #[test]
    fn by_hand() {
        let counted = |list: &[i32]| {
            let (mut less, mut not_greater) = (list.to_vec(), list.to_vec());
            let found = (inversions(&mut less, &|a, b| b < a), inversions(&mut not_greater, &|a, b| b <= a));
            assert!(less.is_sorted() && not_greater.is_sorted());
            found
        };
        assert_eq!(counted(&[3, 1, 2, 1]), (4, 5));
        assert_eq!(counted(&[]), (0, 0));
        assert_eq!(counted(&[1, 2, 3, 4, 5]), (0, 0));
        assert_eq!(counted(&[5, 4, 3, 2, 1]), (10, 10));
        assert_eq!(counted(&[7, 7, 7]), (0, 3));
    }
}
