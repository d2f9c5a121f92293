/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A connection that is closed leaves nothing behind. */
abstract class LeaksChapter extends TckChapter {
    private static final int CONNECTIONS = 6;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** A connection that was used for most of what a connection is for. */
    private void use() {
        Guest guest = stopped();
        try (Hypervisor host = lab().open()) {
            host.subscribe((HypervisorEvent event) -> {});
            host.guests();
            await(host.guest(guest.id()).start());
        }
    }

    @TckRule(
            id = "HV-1201",
            statement = "close() ends the threads of the connection",
            reason = "a program that connects to many hosts runs out of them, or does not end",
            hint =
                    "threads of event loops, pools and keepalives; close() ends them, and is not waited for more than the patience")
    void threadsEnd() throws InterruptedException {
        // What all connections share is made by the first.
        use();
        Set<Thread> before = threads();
        for (int i = 0; i < CONNECTIONS; i++) {
            use();
        }
        Set<Thread> added = threads();
        added.removeAll(before);
        List<String> left = endWithin(added, patience().dividedBy(2));
        Expect.that(
                left.size() < CONNECTIONS,
                () -> "after " + CONNECTIONS + " connections were closed, as many threads or more are left: " + left);
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static List<String> endWithin(Set<Thread> threads, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
        }
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    @TckRule(
            id = "HV-1202",
            statement = "close() gives back file descriptors",
            reason = "a program that connects for years runs out of them",
            hint = "sockets, pipes and files; looked at through /proc/self/fd, where there is one")
    void descriptorsAreGivenBack() throws IOException {
        Expect.assume(Files.isDirectory(DESCRIPTORS), () -> "not tested: this system does not show them");
        use();
        long before = descriptors();
        for (int i = 0; i < CONNECTIONS; i++) {
            use();
        }
        long left = descriptors() - before;
        Expect.that(
                left < CONNECTIONS,
                () -> "after " + CONNECTIONS + " connections were closed, " + left + " more descriptors are open");
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    @TckRule(
            id = "HV-1203",
            statement = "close() gives back native memory",
            reason = "a program that connects for years grows",
            hint = "what a library allocates cannot be seen from Java; each backend that uses one has tests of its own",
            tier = TckTier.UNTESTED)
    void nativeMemoryIsGivenBack() {}
}
