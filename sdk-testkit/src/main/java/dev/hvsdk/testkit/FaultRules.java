/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which calls are to go wrong; the oldest rule that applies decides. Thread-safe. */
final class FaultRules {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final List<Rule> rules = new ArrayList<>();

    void add(Rule rule) {
        locked(() -> rules.add(rule));
    }

    void clear() {
        locked(rules::clear);
    }

    /** What goes wrong with this call; a rule that applies has been used once more then. */
    Optional<Fault> next(Call call) {
        lock.lock();
        try {
            for (Rule rule : rules) {
                if (rule.strikes(call)) {
                    return Optional.of(rule.fault);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** One rule, and how often it may still be used. Not thread-safe: guarded by its owner. */
    static final class Rule {
        private final Predicate<Call> applies;
        private final Fault fault;
        private final @Nullable Chance chance;
        private @Nullable Integer left;

        /** A rule that is used so often, or always if {@code times} is null. */
        Rule(Predicate<Call> applies, Fault fault, @Nullable Chance chance, @Nullable Integer times) {
            this.applies = applies;
            this.fault = fault;
            this.chance = chance;
            this.left = times;
        }

        boolean strikes(Call call) {
            boolean used = (left == null || left > 0) && applies.test(call) && (chance == null || chance.strikes());
            if (used && left != null) {
                left--;
            }
            return used;
        }
    }

    /** A chance that is the same in every run. Not thread-safe: guarded by the owner of the rules. */
    static final class Chance {
        private final Random random;
        private final double probability;

        Chance(long seed, double probability) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is from 0 to 1: " + probability);
            }
            this.random = new Random(seed);
            this.probability = probability;
        }

        boolean strikes() {
            return random.nextDouble() < probability;
        }
    }
}
