/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeHost} was asked, by which connection, and what became of it.
 *
 * <pre>{@code
 * assertThat(fake.journal().entries())
 *         .extracting(JournalEntry::call)
 *         .containsOnlyOnce(HostCall.LIST_GUESTS); // one call, however many guests there are
 * }</pre>
 *
 * <p>What the test does by {@link FakeHost} itself is not in it. The last 10,000 calls are kept. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Journal {
    private static final int CAPACITY = 10_000;

    /** How many calls a message quotes. */
    private static final int HISTORY = 50;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** By number; guarded by {@link #lock}, as the next. */
    private final Map<Long, JournalEntry> entries = new LinkedHashMap<>();

    private long lastNumber;

    Journal(Clock clock) {
        this.clock = clock;
    }

    /** The calls as they are now, in the order in which they began; later ends do not change the list. */
    public List<JournalEntry> entries() {
        return locked(() -> List.copyOf(entries.values()));
    }

    /** Forgets all calls until now; their numbers are not used again. */
    public void clear() {
        locked(() -> {
            entries.clear();
            return entries;
        });
    }

    /** One line for each call. */
    @Override
    public String toString() {
        return text(entries());
    }

    /** The last calls, for messages. */
    String history() {
        List<JournalEntry> all = entries();
        int first = Math.max(0, all.size() - HISTORY);
        String gap = first == 0 ? "" : "(" + first + " earlier calls)\n";
        return gap + text(all.subList(first, all.size()));
    }

    private static String text(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::toString).collect(Collectors.joining("\n"));
    }

    /** Writes down a call that has begun; gives its number. */
    long begin(int connection, Call call) {
        return locked(() -> {
            JournalEntry entry = new JournalEntry(++lastNumber, clock.instant(), connection, call);
            entries.put(entry.number(), entry);
            entries.remove(lastNumber - CAPACITY);
            return entry.number();
        });
    }

    /** Writes down how a call ended; the first end counts. */
    void end(long number, JournalEntry.Outcome outcome, @Nullable Throwable failure) {
        locked(() -> entries.computeIfPresent(
                number,
                (key, entry) ->
                        entry.outcome() == JournalEntry.Outcome.UNDER_WAY ? entry.ended(outcome, failure) : entry));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
