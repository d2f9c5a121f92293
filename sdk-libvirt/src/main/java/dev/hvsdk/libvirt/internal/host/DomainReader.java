/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.internal.natives.DirectMemory;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.Window;
import java.time.Duration;
import java.util.UUID;

/**
 * Reads domains into one piece of memory, again and again: in a listing the border between Java and C is what costs.
 *
 * <p>Not thread-safe: one reader per batch.
 */
final class DomainReader {
    /** {@code struct _virDomainInfo} of libvirt-domain.h on 64-bit systems: state, maxMem, memory, nrVirtCpu, cpuTime. */
    private static final int MAX_MEMORY = 8;

    private static final int MEMORY = 16;
    private static final int VCPUS = 24;
    private static final int CPU_TIME = 32;

    private static final int STATE = 40;
    private static final int REASON = 44;
    private static final int UUID_BYTES = 48;
    private static final int SIZE = 64;

    /** What libxlDomainGetInfo of libvirt 9.0 says of a domain that Xen has taken down, until libvirt has heard of it. */
    private static final String WITHOUT_DOMAIN = "libxl_domain_info failed";

    /** A guest that changes its state between two calls is read again, so often. */
    private static final int ATTEMPTS = 3;

    /** Above 2^50 KiB, libvirt means that there is no limit: VIR_DOMAIN_MEMORY_PARAM_UNLIMITED is 2^53 - 1. */
    private static final long UNLIMITED_KIBIBYTES = 1L << 50;

    private final DirectMemory memory = new DirectMemory(SIZE);
    private final Window window = new Window();
    private final Technologies technologies;

    DomainReader(Technologies technologies) {
        this.technologies = technologies;
    }

    /** The id of a domain. */
    GuestId id(long domain) {
        Vir.check(VirDomain.virDomainGetUUID(domain, memory.address(UUID_BYTES)));
        return GuestId.of(new UUID(memory.bigEndian64(UUID_BYTES), memory.bigEndian64(UUID_BYTES + 8)).toString());
    }

    /** Reads what libvirt allocated for the same batch. */
    Window window() {
        return window;
    }

    /** The name of a domain. */
    String name(long domain) {
        return window.text(Vir.check(VirDomain.virDomainGetName(domain)));
    }

    /** All that a domain says about itself, in one state; of one that is on its way out, the state only. */
    GuestInfo read(long domain) {
        try {
            return readAll(domain);
        } catch (VirException e) {
            if (e.is(VirErrors.INTERNAL_ERROR) && e.failure().text().contains(WITHOUT_DOMAIN)) {
                return readState(domain);
            }
            throw e;
        }
    }

    private GuestInfo readAll(long domain) {
        for (int attempt = 1; !readOnce(domain); attempt++) {
            if (attempt == ATTEMPTS) {
                // It never stands still; the state is that of the later call, the numbers are of a moment before.
                break;
            }
        }
        GuestInfo.Builder info = begin(domain, memory.int32(STATE), memory.int32(REASON));
        addNumbers(info);
        return info.build();
    }

    private GuestInfo readState(long domain) {
        Vir.check(VirDomain.virDomainGetState(domain, memory.address(STATE), memory.address(REASON), 0));
        return begin(domain, memory.int32(STATE), memory.int32(REASON)).build();
    }

    /** The same of a domain that was in this state a moment ago: one call less, unless it is so no longer. */
    GuestInfo read(long domain, int state, int reason) {
        Vir.check(VirDomain.virDomainGetInfo(domain, memory.address(0)));
        if (memory.uint8(0) != state) {
            return read(domain);
        }
        GuestInfo.Builder info = begin(domain, state, reason);
        addNumbers(info);
        return info.build();
    }

    private boolean readOnce(long domain) {
        Vir.check(VirDomain.virDomainGetInfo(domain, memory.address(0)));
        Vir.check(VirDomain.virDomainGetState(domain, memory.address(STATE), memory.address(REASON), 0));
        return memory.uint8(0) == memory.int32(STATE);
    }

    /** The parts that every reading has. */
    GuestInfo.Builder begin(long domain, int state, int reason) {
        GuestId id = id(domain);
        GuestInfo.Builder info = GuestInfo.builder(id, name(domain), state(state));
        DomainStates.reason(state, reason).ifPresent(info::reason);
        technologies.of(id, domain).addTo(info);
        return info;
    }

    private static GuestState state(int state) {
        return DomainStates.state(state)
                .orElseThrow(() -> new VirException(
                        new VirFailure(0, 0, 0, 0, "the domain is in a state that is newer than this SDK: " + state)));
    }

    private void addNumbers(GuestInfo.Builder info) {
        long most = memory.int64(MAX_MEMORY);
        addMemory(info, technologies.tellMemoryInUse() ? most : memory.int64(MEMORY), most);
        addCpu(info);
    }

    private void addCpu(GuestInfo.Builder info) {
        int vcpus = memory.uint16(VCPUS);
        if (vcpus > 0) {
            info.vcpus(vcpus);
        }
        boolean isActive =
                DomainStates.state(memory.uint8(0)).filter(GuestState::isActive).isPresent();
        if (isActive && memory.int64(CPU_TIME) > 0) {
            info.cpuTime(Duration.ofNanos(memory.int64(CPU_TIME)));
        }
    }

    /** Memory in KiB; libvirt's zero means that the driver does not say. */
    private static void addMemory(GuestInfo.Builder info, long current, long most) {
        if (current > 0 && current < UNLIMITED_KIBIBYTES) {
            info.memory(MemorySize.ofKibibytes(current));
        }
        if (most > 0 && most < UNLIMITED_KIBIBYTES) {
            info.maxMemory(MemorySize.ofKibibytes(most));
        }
    }
}
