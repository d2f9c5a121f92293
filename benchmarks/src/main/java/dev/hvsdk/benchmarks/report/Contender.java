/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One of those that do the same work in turn.
 *
 * @param round does it once; the nanoseconds that it took
 */
public record Contender(String name, Round round) {
    private static final long SEED = 1;

    /** One that is measured here; the number that it gives is that of the guests it read. */
    public static Contender timed(String name, int guests, IntWork work) {
        return new Contender(name, () -> {
            long begun = System.nanoTime();
            int read = work.run();
            long taken = System.nanoTime() - begun;
            if (read != guests) {
                throw new IllegalStateException(name + " read " + read + " instead of " + guests);
            }
            return taken;
        });
    }

    /** Runs all in turn, in another order each round, so that a busy moment hits all of them alike. */
    public static Results race(List<Contender> contenders, int warmUp, int rounds) {
        for (int round = 0; round < warmUp; round++) {
            contenders.forEach(one -> one.round().nanos());
        }
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        contenders.forEach(one -> nanos.put(one.name(), new ArrayList<>()));
        List<Contender> order = new ArrayList<>(contenders);
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            order.forEach(one -> nanos.computeIfAbsent(one.name(), name -> new ArrayList<>())
                    .add(one.round().nanos()));
        }
        Map<String, Times> times = new LinkedHashMap<>();
        nanos.forEach((name, values) -> times.put(name, Times.of(values)));
        return new Results(times);
    }

    /** Work that is measured. */
    @FunctionalInterface
    public interface Round {
        long nanos();
    }

    /** Work that counts what it read. */
    @FunctionalInterface
    public interface IntWork {
        int run();
    }
}
