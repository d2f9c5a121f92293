/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.driver.GuestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The counters of a container's control group and of its interfaces. Thread-safe. */
final class LxcStatistics implements Statistics {
    /** Of a line of /proc/PID/net/dev (proc(5)): received bytes are the first number, sent ones the ninth. */
    private static final int RECEIVED = 0;

    private static final int SENT = 8;
    private static final int NUMBERS = 16;

    private final GuestContext guest;
    private final LxcEngine engine;

    LxcStatistics(GuestContext guest, LxcEngine engine) {
        this.guest = guest;
        this.engine = engine;
    }

    @Override
    public GuestStatistics read() {
        guest.host().state().checkOpen();
        GuestState state = engine.read(guest.id()).state();
        if (!state.isActive()) {
            throw guest.errors("read statistics").remedy("start it first").wrongState("it is " + state.id());
        }
        return counters(engine, guest.id().value());
    }

    /** Of a container that runs; what it has no counter for is left out. */
    static GuestStatistics counters(LxcEngine engine, String name) {
        Function<String, Optional<String>> items = key -> engine.driver().item(name, key);
        GuestStatistics.Builder statistics = GuestStatistics.builder(Instant.now());
        cpuTime(items).ifPresent(statistics::cpuTime);
        memoryUsed(items).ifPresent(statistics::memoryUsed);
        ControlGroup.limits(items).memory().ifPresent(statistics::memoryAssigned);
        nics(engine, name).forEach(statistics::nic);
        return statistics.build();
    }

    private static Optional<Duration> cpuTime(Function<String, Optional<String>> items) {
        return items.apply("cpu.stat")
                .flatMap(text -> value(text, "usage_usec"))
                .map(micros -> Duration.ofNanos(micros * 1000))
                .or(() -> items.apply("cpuacct.usage").map(Long::valueOf).map(Duration::ofNanos));
    }

    /** What is used without files that are not in use, as the kernel would give them back first. */
    private static Optional<MemorySize> memoryUsed(Function<String, Optional<String>> items) {
        Optional<Long> used = ControlGroup.first(items, "memory.current", "memory.usage_in_bytes")
                .map(Long::valueOf);
        String details = items.apply("memory.stat").orElse("");
        long inactive = value(details, "total_inactive_file")
                .or(() -> value(details, "inactive_file"))
                .orElse(0L);
        return used.map(bytes -> MemorySize.ofBytes(Math.max(0, bytes - inactive)));
    }

    private static Optional<Long> value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> Long.valueOf(line.substring(key.length() + 1).strip()))
                .findFirst();
    }

    private static List<NicCounters> nics(LxcEngine engine, String name) {
        return engine.driver()
                .processId(name)
                .flatMap(id -> LxcHost.text(engine.ground(), "/proc/" + id + "/net/dev"))
                .map(LxcStatistics::nics)
                .orElse(List.of());
    }

    static List<NicCounters> nics(String text) {
        return text.lines()
                .filter(line -> line.contains(":"))
                .map(line -> line.strip().split(":\\s*", 2))
                .filter(parts -> !parts[0].equals("lo") && parts[1].split("\\s+").length == NUMBERS)
                .map(parts -> nic(parts[0], parts[1].split("\\s+")))
                .toList();
    }

    private static NicCounters nic(String device, String[] numbers) {
        return new NicCounters(
                device,
                MemorySize.ofBytes(Long.parseLong(numbers[RECEIVED])),
                MemorySize.ofBytes(Long.parseLong(numbers[SENT])));
    }
}
