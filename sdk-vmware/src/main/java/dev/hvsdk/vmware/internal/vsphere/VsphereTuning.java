/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CPUs, memory, and the limit and the shares of CPU time of a guest. Thread-safe. */
final class VsphereTuning implements ResourceTuning {
    private static final String CHANGE = "change limits";
    private static final String CPUS = "config.hardware.numCPU";
    private static final String MEMORY = "config.hardware.memoryMB";
    private static final String CPU_TIME = "config.cpuAllocation";
    private static final String HOST = "runtime.host";
    private static final String SPEED = "summary.hardware.cpuMhz";
    private static final String CPU_ADD = "config.cpuHotAddEnabled";
    private static final String CPU_REMOVE = "config.cpuHotRemoveEnabled";
    private static final String MEMORY_ADD = "config.memoryHotAddEnabled";
    private static final int DIGITS = 3;

    private final Machine guest;

    VsphereTuning(Machine guest) {
        this.guest = guest;
    }

    @Override
    public ResourceLimits limits() {
        return limits(guest.errors("read limits"));
    }

    private ResourceLimits limits(ErrorFactory about) {
        ObjectContent content = guest.read(about, CPUS, MEMORY, CPU_TIME, HOST);
        ResourceLimits.Builder limits = ResourceLimits.builder();
        content.number(CPUS).ifPresent(count -> limits.vcpus(count.intValue()));
        content.number(MEMORY).flatMap(Sizes::mebibytes).ifPresent(limits::memory);
        Optional<Element> time = content.find(CPU_TIME);
        time.flatMap(one -> one.number("shares", "shares")).ifPresent(shares -> limits.cpuWeight(shares.intValue()));
        // The server writes -1 for no limit.
        time.flatMap(one -> one.number("limit"))
                .filter(megahertz -> megahertz >= 0)
                .map(megahertz -> BigDecimal.valueOf(megahertz)
                        .divide(BigDecimal.valueOf(speed(content, about)), DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros())
                .ifPresent(limits::cpuLimit);
        return limits.build();
    }

    /** The server counts CPU time in the cycles of the host that the guest is on. */
    private long speed(ObjectContent content, ErrorFactory about) {
        return content.ref(HOST)
                .flatMap(host ->
                        guest.vsphere().properties().of(host, about, SPEED).number(SPEED))
                .filter(megahertz -> megahertz > 0)
                .orElseThrow(() -> about.hostFailure("the server does not tell how fast the host's CPUs are"));
    }

    /** One that runs is given more only if it was made for that. */
    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        return guest.change(CHANGE, source -> {
            ErrorFactory about = guest.errors(CHANGE);
            List<Element> parts = parts(limits, about);
            if (!parts.isEmpty()) {
                refuseWhatIsCold(limits, about);
                guest.reconfigure(source, about, parts.toArray(Element[]::new));
            }
            return limits(about);
        });
    }

    private void refuseWhatIsCold(ResourceLimits limits, ErrorFactory about) {
        ObjectContent content = guest.read(about, GuestReading.POWER, CPUS, MEMORY, CPU_ADD, CPU_REMOVE, MEMORY_ADD);
        Optional<Long> cpus = limits.vcpus().stream().mapToObj(Long::valueOf).findFirst();
        Optional<Long> memory = limits.memory().map(MemorySize::toMebibytes);
        boolean isCold = isCold(content, CPUS, cpus, content.flag(CPU_ADD), content.flag(CPU_REMOVE))
                || isCold(content, MEMORY, memory, content.flag(MEMORY_ADD), Optional.empty());
        if (isCold && GuestReading.state(content, about) != GuestState.STOPPED) {
            throw about.remedy("stop it first, or make guests with the options cpu-hot-add and memory-hot-add")
                    .wrongState("its CPUs and memory do not change so while it runs");
        }
    }

    private static boolean isCold(
            ObjectContent content,
            String path,
            Optional<Long> wanted,
            Optional<Boolean> isGiven,
            Optional<Boolean> isTaken) {
        int change = wanted.flatMap(size -> content.number(path).map(size::compareTo))
                .orElse(0);
        return (change > 0 && !isGiven.orElse(false)) || (change < 0 && !isTaken.orElse(false));
    }

    private List<Element> parts(ResourceLimits limits, ErrorFactory about) {
        if (limits.maxProcesses().isPresent()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "the server does not see the processes of a guest");
        }
        List<Element> parts = new ArrayList<>();
        limits.vcpus().ifPresent(count -> parts.add(Element.ofNumber("numCPUs", count)));
        limits.memory().ifPresent(size -> parts.add(Element.ofNumber("memoryMB", Sizes.toMebibytes(size, about))));
        List<Element> time = cpuTime(limits, about);
        if (!time.isEmpty()) {
            parts.add(Element.of("cpuAllocation", time));
        }
        return parts;
    }

    private List<Element> cpuTime(ResourceLimits limits, ErrorFactory about) {
        List<Element> parts = new ArrayList<>();
        limits.cpuLimit().ifPresent(cpus -> {
            BigDecimal speed = BigDecimal.valueOf(speed(guest.read(about, HOST), about));
            long megahertz =
                    cpus.multiply(speed).setScale(0, RoundingMode.HALF_UP).longValue();
            parts.add(Element.ofNumber("limit", megahertz));
        });
        limits.cpuWeight()
                .ifPresent(weight -> parts.add(
                        Element.of("shares", Element.ofNumber("shares", weight), Element.ofText("level", "custom"))));
        return parts;
    }
}
