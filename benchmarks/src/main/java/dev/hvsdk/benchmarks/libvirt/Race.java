/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.benchmarks.libvirt.Peer.Plan;
import dev.hvsdk.benchmarks.report.Results;
import dev.hvsdk.benchmarks.report.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Peers that read the same guests in turn, so that a busy moment hits all of them alike. Each round has another order: what a peer
 * leaves behind, such as threads that still collect its garbage, must not always fall to the same one.
 */
final class Race {
    private static final int WARM_UP_ROUNDS = 12;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int FIRST_ROUNDS = 2;
    private static final long SEED = 1;

    private final String uri;
    private final List<Plan> plans;

    Race(String uri, List<Plan> plans) {
        this.uri = uri;
        this.plans = plans;
    }

    /** Runs it. */
    Results run(int rounds) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try {
            for (Plan plan : plans) {
                peers.add(plan.start(uri));
            }
            compare(peers);
            for (Peer peer : peers) {
                warmUp(peer);
            }
            return measure(peers, rounds);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    /** A peer that reads something else would not be one. */
    private static void compare(List<Peer> peers) {
        List<Check> checks = new ArrayList<>();
        for (Peer peer : peers) {
            Check check = peer.check();
            if (!checks.stream().allMatch(check::agreesWith)) {
                throw new IllegalStateException(
                        "%s read %s, the peers before it %s".formatted(peer.name(), check, checks));
            }
            checks.add(check);
        }
    }

    private static void warmUp(Peer peer) {
        long end = System.nanoTime() + WARM_UP_NANOS;
        for (int round = 0; round < FIRST_ROUNDS; round++) {
            peer.round();
        }
        for (int round = FIRST_ROUNDS; peer.warmsUp() && (round < WARM_UP_ROUNDS || System.nanoTime() < end); round++) {
            peer.round();
        }
    }

    private static Results measure(List<Peer> peers, int rounds) {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        peers.forEach(peer -> nanos.put(peer.name(), new ArrayList<>()));
        List<Peer> order = new ArrayList<>(peers);
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Peer peer : order) {
                nanos.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(peer.round());
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        nanos.forEach((name, values) -> times.put(name, Times.of(values)));
        return new Results(times);
    }
}
