//! The same work on many things, on all the processors there are.

use std::{
    num::NonZero,
    panic,
    sync::{Mutex, PoisonError},
    thread,
};

/// Fewer things than these for each thread are not worth starting one.
const WORTH: usize = 4;

/// What each thing comes to, in their order.
pub(crate) fn each<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(things.len() / WORTH);
    if threads < 2 {
        return things.into_iter().map(work).collect();
    }
    let things = Mutex::new(things.into_iter().enumerate());
    let next = || things.lock().unwrap_or_else(PoisonError::into_inner).next();
    let some = || {
        let some = std::iter::from_fn(next).map(|(at, thing)| (at, work(thing)));
        some.collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        for other in others {
            match other.join() {
                Ok(some) => done.extend(some),
                Err(panic) => panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_things() {
        for many in [0, 1, 7, 8, 1_000] {
            let doubled = each((0..many).collect(), |n| n * 2);
            assert_eq!(doubled, (0..many).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
