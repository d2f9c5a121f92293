/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.TypedParamsWriter;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirTuning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalInt;

/** The parameters of a domain's scheduler, in the words of its driver. Immutable. */
final class CpuShares {
    /** Microseconds; what libvirt takes where nobody says. */
    private static final long PERIOD = 100_000;

    /** Microseconds, of the kernel (min_cfs_quota_period). */
    static final long LEAST_QUOTA = 1000;

    /** As many as a daemon lets through (remote_protocol.x, REMOTE_DOMAIN_SCHEDULER_PARAMETERS_MAX). */
    private static final int ROOM = 16;

    private static final String SHARES = "cpu_shares";
    private static final String WEIGHT = "weight";

    private final TypedParams params;

    private CpuShares(TypedParams params) {
        this.params = params;
    }

    /** Those of a domain; none where its driver has no scheduler, or its host no controller group for it. */
    static CpuShares read(long domain, int flags) {
        try {
            return new CpuShares(TypedParams.ask((params, count) -> ask(domain, params, count, flags)));
        } catch (VirException e) {
            // The driver for tests takes no flags here, and says so as of a wrong argument.
            if (e.is(VirErrors.NO_SUPPORT) || e.is(VirErrors.OPERATION_INVALID) || e.is(VirErrors.INVALID_ARG)) {
                return new CpuShares(TypedParams.read(0, 0));
            }
            throw e;
        }
    }

    /** Their number has a function of its own, which wants the guest's controller group even for the definition: there is room. */
    private static long ask(long domain, long params, long count, int flags) {
        if (params == 0) {
            Mem.setInt32(count, ROOM);
            return 0;
        }
        return VirTuning.virDomainGetSchedulerParametersFlags(domain, params, count, flags);
    }

    void addTo(ResourceLimits.Builder limits) {
        OptionalInt shares = params.smallNumber(SHARES);
        (shares.isPresent() ? shares : params.smallNumber(WEIGHT)).ifPresent(limits::cpuWeight);
        addLimit(limits, quotaKind());
    }

    private void addLimit(ResourceLimits.Builder limits, String kind) {
        long quota = params.number(kind + "_quota").orElse(0);
        long period = params.number(kind + "_period").orElse(0);
        // Libvirt's -1, and its greatest number, are no limit.
        if (quota > 0 && period > 0 && quota < 1L << 44) {
            limits.cpuLimit(BigDecimal.valueOf(quota)
                    .divide(BigDecimal.valueOf(period), 3, RoundingMode.HALF_UP)
                    .stripTrailingZeros());
        }
    }

    /** Of a machine, all that it takes is meant; a container has the one kind only, for all of it. */
    private String quotaKind() {
        return params.asMap().containsKey("global_quota") ? "global" : "vcpu";
    }

    /** Whether the driver has a limit of CPU time. */
    boolean hasLimit() {
        return params.asMap().containsKey(quotaKind() + "_quota");
    }

    boolean hasWeight() {
        return params.asMap().containsKey(SHARES) || params.asMap().containsKey(WEIGHT);
    }

    static long quota(BigDecimal limit) {
        return limit.multiply(BigDecimal.valueOf(PERIOD))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
    }

    /** Gives a domain what is asked for; nothing if nothing is. */
    void write(long domain, ResourceLimits wanted, int flags) {
        try (TypedParamsWriter writer = new TypedParamsWriter()) {
            wanted.cpuWeight().ifPresent(weight -> addWeight(writer, weight));
            wanted.cpuLimit().ifPresent(limit -> addQuota(writer, quota(limit)));
            if (writer.count() > 0) {
                Vir.check(VirTuning.virDomainSetSchedulerParametersFlags(
                        domain, writer.address(), writer.count(), flags));
            }
        }
    }

    private void addWeight(TypedParamsWriter writer, int weight) {
        Map<String, Object> known = params.asMap();
        if (known.containsKey(SHARES)) {
            writer.addULong(SHARES, weight);
        } else {
            writer.addUInt(WEIGHT, weight);
        }
    }

    private void addQuota(TypedParamsWriter writer, long quota) {
        writer.addULong(quotaKind() + "_period", PERIOD).addLong(quotaKind() + "_quota", quota);
    }
}
