/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirHost;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the host is, within a call. Immutable. */
final class HostReader {
    /** {@code struct _virNodeInfo}: model[32], memory, cpus, mhz, nodes, sockets, cores, threads; on 64-bit systems. */
    private static final int NODE_INFO_SIZE = 64;

    private static final int MEMORY = 32;
    private static final int NODES = 48;
    private static final int SOCKETS = 52;
    private static final int CORES = 56;
    private static final int THREADS = 60;

    /** {@code struct _virNodeMemoryStats}: field[80], value. */
    private static final int STATS_SIZE = 88;

    private static final int STATS_VALUE = 80;
    private static final int ALL_CELLS = -1;

    private final long connection;

    HostReader(long connection) {
        this.connection = connection;
    }

    HypervisorInfo software(LibvirtFamily family, String uri) {
        HypervisorInfo.Builder info = HypervisorInfo.builder(family.backend(), uri, family.product());
        family.technology().ifPresent(info::technology);
        Vir.ifSupported(this::version).ifPresent(info::version);
        return info.build();
    }

    /** As one number: a million for the major, a thousand for the minor version. */
    private String version() {
        try (Scope scope = new Scope()) {
            long version = scope.int64();
            Vir.check(VirConnect.virConnectGetVersion(connection, version));
            long number = Mem.int64(version);
            return number / 1_000_000 + "." + number / 1_000 % 1_000 + "." + number % 1_000;
        }
    }

    HostInfo machine() {
        try (Scope scope = new Scope()) {
            long node = scope.allocate(NODE_INFO_SIZE);
            Vir.check(VirHost.virNodeGetInfo(connection, node));
            HostInfo.Builder host = HostInfo.builder(cpu(node));
            name().ifPresent(host::name);
            addMemory(host, Mem.int64(node + MEMORY));
            return host.build();
        }
    }

    private static CpuInfo cpu(long node) {
        int nodes = Math.max(1, Mem.int32(node + NODES));
        int sockets = nodes * Math.max(1, Mem.int32(node + SOCKETS));
        int cores = sockets * Math.max(1, Mem.int32(node + CORES));
        CpuTopology topology = CpuTopology.builder()
                .sockets(sockets)
                .cores(cores)
                .threads(cores * Math.max(1, Mem.int32(node + THREADS)))
                .numaNodes(nodes)
                .build();
        return CpuInfo.builder().architecture(Mem.text(node)).topology(topology).build();
    }

    private Optional<String> name() {
        return Vir.ifSupported(() -> Vir.take(VirConnect.virConnectGetHostname(connection)));
    }

    /**
     * Both numbers of one source where it has them: on a host whose memory was brought online later, the one that libvirtd read at
     * its start is too small.
     */
    private void addMemory(HostInfo.Builder host, long kibibytesAtStart) {
        Map<String, Long> now = memoryNow();
        long total = now.getOrDefault("total", kibibytesAtStart);
        if (total > 0) {
            host.memory(MemorySize.ofKibibytes(total));
        }
        @Nullable Long free = now.get("free");
        if (free != null) {
            host.freeMemory(MemorySize.ofKibibytes(free));
        } else {
            freeMemory()
                    .filter(bytes -> bytes / 1024 <= total)
                    .ifPresent(bytes -> host.freeMemory(MemorySize.ofBytes(bytes)));
        }
    }

    private Optional<Long> freeMemory() {
        long bytes = VirHost.virNodeGetFreeMemory(connection);
        return bytes == 0 ? Vir.unless(VirErrors.NO_SUPPORT) : Optional.of(bytes);
    }

    private Map<String, Long> memoryNow() {
        try (Scope scope = new Scope()) {
            long count = scope.int32();
            Vir.check(VirHost.virNodeGetMemoryStats(connection, ALL_CELLS, 0, count, 0));
            int room = Mem.int32(count);
            long stats = scope.allocate((long) STATS_SIZE * room);
            Vir.check(VirHost.virNodeGetMemoryStats(connection, ALL_CELLS, stats, count, 0));
            Map<String, Long> values = new HashMap<>();
            for (int i = 0; i < Math.min(room, Mem.int32(count)); i++) {
                long stat = stats + (long) STATS_SIZE * i;
                values.put(Mem.text(stat), Mem.int64(stat + STATS_VALUE));
            }
            return values;
        } catch (VirException e) {
            if (e.is(VirErrors.NO_SUPPORT)) {
                return Map.of();
            }
            throw e;
        }
    }
}
