/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** New limits for a guest, as the domain and its file take them. Used once. */
final class Limits {
    private static final String WEIGHT = "cpu_weight";
    private static final String CAP = "cap";

    /** Of the schedulers credit and credit2 (sched-if.h). */
    private static final int LARGEST_WEIGHT = 65_535;

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST_CAP = BigDecimal.valueOf(LARGEST_WEIGHT);

    private final ResourceLimits limits;
    private final Entry entry;
    private final ErrorFactory errors;

    Limits(ResourceLimits limits, Entry entry, ErrorFactory errors) {
        this.limits = limits;
        this.entry = entry;
        this.errors = errors;
    }

    /** Those that a guest has. */
    static ResourceLimits of(Entry entry) {
        return entry.domain().isPresent()
                ? entry.details().limits()
                : of(entry.definition().orElseThrow());
    }

    private static ResourceLimits of(Survey.Definition definition) {
        CfgGuest guest = definition.guest();
        ResourceLimits.Builder limits = ResourceLimits.builder().vcpus(guest.vcpus());
        guest.memory().ifPresent(limits::memory);
        number(definition.file(), WEIGHT).ifPresent(weight -> limits.cpuWeight((int) weight));
        number(definition.file(), CAP).ifPresent(percent -> limits.cpuLimit(BigDecimal.valueOf(percent, 2)));
        return limits.build();
    }

    private static OptionalLong number(CfgFile file, String key) {
        return file.findNumber(key).filter(number -> number > 0 && number <= LARGEST_WEIGHT).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    void refuseWhatCannotBe() {
        if (limits.maxProcesses().isPresent()) {
            throw noSuch("Xen has no limit of processes");
        }
        refuse(limits.vcpus().orElse(1) < 1, "a guest has one virtual CPU at least");
        refuse(limits.memory().filter(MemorySize.ZERO::equals).isPresent(), "a guest has memory");
        int weight = limits.cpuWeight().orElse(1);
        refuse(weight < 1 || weight > LARGEST_WEIGHT, "a weight is between 1 and " + LARGEST_WEIGHT);
        refuse(limits.cpuLimit().filter(limit -> !isCap(limit)).isPresent(), "Xen limits CPU time from 0.01 CPUs on");
        if (entry.domain().isPresent()) {
            refuseAboveMaximum();
            refuseUnknownScheduler();
        }
    }

    private static boolean isCap(BigDecimal limit) {
        BigDecimal percent = percent(limit);
        return percent.signum() > 0 && percent.compareTo(LARGEST_CAP) <= 0;
    }

    /** Not more than is asked for. */
    private static BigDecimal percent(BigDecimal limit) {
        return limit.multiply(PERCENT).setScale(0, RoundingMode.DOWN);
    }

    private void refuse(boolean isWrong, String why) {
        if (isWrong) {
            throw noSuch(why);
        }
    }

    private HypervisorException noSuch(String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }

    private void refuseAboveMaximum() {
        Optional<MemorySize> room = entry.details().maxMemory();
        if (room.isPresent()
                && limits.memory()
                        .filter(wanted -> wanted.compareTo(room.get()) > 0)
                        .isPresent()) {
            throw tooMuch("it was started with room for " + room.get());
        }
        int most = entry.details().maxVcpus().orElse(Integer.MAX_VALUE);
        if (limits.vcpus().orElse(1) > most) {
            throw tooMuch("it was started with room for " + most + " virtual CPUs");
        }
    }

    private HypervisorException tooMuch(String why) {
        return errors.remedy("stop it first; the options max-memory and max-vcpus give a new guest more room")
                .wrongState(why);
    }

    void applyTo(Domain domain, XenTools tools) {
        String id = domain.word();
        limits.memory().ifPresent(memory -> tools.change(errors, "mem-set", id, mebibytes(memory) + "m"));
        // Guests may have more virtual CPUs than the host has CPUs, as with any other hypervisor.
        limits.vcpus().ifPresent(count -> tools.change(errors, "vcpu-set", "-i", id, Integer.toString(count)));
        List<String> shares = shares();
        if (!shares.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("sched-" + scheduler().orElseThrow(), "-d", id));
            words.addAll(shares);
            tools.change(errors, words.toArray(String[]::new));
        }
    }

    private List<String> shares() {
        List<String> words = new ArrayList<>();
        limits.cpuWeight().ifPresent(weight -> words.addAll(List.of("-w", Integer.toString(weight))));
        limits.cpuLimit()
                .ifPresent(limit -> words.addAll(List.of("-c", percent(limit).toPlainString())));
        return words;
    }

    private void refuseUnknownScheduler() {
        refuse(
                !shares().isEmpty() && scheduler().isEmpty(),
                "the scheduler of the host has no weights and limits of this kind");
    }

    private Optional<String> scheduler() {
        return entry.details().scheduler().filter(name -> name.startsWith("credit"));
    }

    /** xl counts in MiB; not less than is asked for. */
    private static long mebibytes(MemorySize memory) {
        return memory.plus(MemorySize.ofBytes((1 << 20) - 1)).toMebibytes();
    }

    /** For the next start; room that is said grows with what is to be in it. */
    CfgFile appliedTo(CfgFile file) {
        CfgFile with = file;
        if (limits.memory().isPresent()) {
            with = with(with, "memory", "maxmem", mebibytes(limits.memory().get()));
        }
        if (limits.vcpus().isPresent()) {
            with = with(with, "vcpus", "maxvcpus", limits.vcpus().getAsInt());
        }
        if (limits.cpuWeight().isPresent()) {
            with = with.with(WEIGHT, CfgValue.of(limits.cpuWeight().getAsInt()));
        }
        return limits.cpuLimit().isPresent()
                ? with.with(CAP, CfgValue.of(percent(limits.cpuLimit().get()).longValueExact()))
                : with;
    }

    private static CfgFile with(CfgFile file, String key, String room, long value) {
        CfgFile with = file.with(key, CfgValue.of(value));
        return file.findNumber(room).filter(most -> most < value).isPresent()
                ? with.with(room, CfgValue.of(value))
                : with;
    }
}
