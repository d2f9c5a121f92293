/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The consoles of the guests of a host: who has which, and what the guests answer.
 *
 * <p>Called while the host is locked, and so calls nobody but the pipes while it is locked itself. Thread-safe.
 */
final class Consoles {
    /** The port of display 0 of VNC, by RFC 6143, section 1. */
    private static final int FIRST_PORT = 5900;

    private final Family family;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as the next. */
    private final Map<GuestId, List<ConsolePipe>> open = new HashMap<>();

    /** The displays of guests by their numbers, from when they were first asked for until the guest stops. */
    private final Map<GuestId, Integer> displays = new HashMap<>();

    private volatile Function<? super String, String> answer = line -> "";

    Consoles(Family family) {
        this.family = family;
    }

    /** Says what guests answer to a line. */
    void answer(Function<? super String, String> lines) {
        answer = lines;
    }

    /** What a guest answers to a line; the test is asked without any lock. */
    String answerTo(String line) {
        return answer.apply(line);
    }

    /** The output of a console that was opened just now. */
    ConsolePipe open(GuestRecord guest) {
        ErrorFactory opening =
                HostCore.ERRORS.operation(HostCall.OPEN_CONSOLE.verb()).subject("guest " + guest.name());
        requireRunning(guest, opening);
        return locked(() -> {
            List<ConsolePipe> sessions = open.computeIfAbsent(guest.id(), id -> new ArrayList<>());
            if (family.hasMachines() && !sessions.isEmpty()) {
                throw opening.remedy("close it there first").conflict("another session has its console");
            }
            ConsolePipe pipe = new ConsolePipe();
            sessions.add(pipe);
            return pipe;
        });
    }

    /** Machines have a console while they are paused; Docker attaches to no container that is. */
    private void requireRunning(GuestRecord guest, ErrorFactory opening) {
        boolean fits = family.hasMachines() ? guest.run().isActive() : guest.state() == GuestState.RUNNING;
        if (!fits) {
            throw opening.remedy("start or resume it")
                    .wrongState("it is " + guest.state().id() + " and would have to be running");
        }
    }

    void close(GuestId guest, ConsolePipe pipe) {
        locked(() -> {
            open.computeIfPresent(guest, (id, sessions) -> {
                sessions.remove(pipe);
                return sessions.isEmpty() ? null : sessions;
            });
            return pipe;
        });
        pipe.end();
    }

    /** The guest writes to all who have its console; to nobody if nobody has. */
    void print(GuestId guest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        locked(() -> List.copyOf(open.getOrDefault(guest, List.of()))).forEach(pipe -> pipe.write(bytes));
    }

    /** The guest has stopped, or is no more. */
    void end(GuestId guest) {
        locked(() -> {
                    displays.remove(guest);
                    List<ConsolePipe> sessions = open.remove(guest);
                    return sessions == null ? List.<ConsolePipe>of() : sessions;
                })
                .forEach(ConsolePipe::end);
    }

    /** The connections broke. */
    void breakAll() {
        List<ConsolePipe> all = locked(() -> {
            List<ConsolePipe> sessions =
                    open.values().stream().flatMap(List::stream).toList();
            open.clear();
            return sessions;
        });
        all.forEach(pipe -> pipe.fail("the connection to the host is broken"));
    }

    /** Where the display of a guest is: the first port that is free when it is first asked for, as libvirt chooses it. */
    List<URI> displays(GuestRecord guest) {
        if (!family.hasMachines() || !guest.run().isActive()) {
            return List.of();
        }
        int number = locked(() -> displays.computeIfAbsent(guest.id(), id -> firstFree()));
        return List.of(URI.create("vnc://127.0.0.1:" + (FIRST_PORT + number)));
    }

    private int firstFree() {
        int number = 0;
        while (displays.containsValue(number)) {
            number++;
        }
        return number;
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
