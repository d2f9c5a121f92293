/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.KvmProbe;

/**
 * Whether KVM started on a host, be the caller allowed to use it or not.
 *
 * <p>A node {@code /dev/kvm} proves nothing: systemd makes it before the module is there (modules.devname). That KVM started is
 * seen in {@code /sys/class/misc}. Immutable.
 *
 * @param answer what its device answered
 * @param registered whether the kernel shows the device that KVM registers once it started
 */
public record KvmStart(Fact<KvmProbe> answer, Fact<Boolean> registered) {
    /** Where the kernel shows that device. */
    public static final String REGISTERED = "/sys/class/misc/kvm";

    private static final String MISC = "/sys/class/misc";

    /** Asks a host. */
    public static KvmStart of(HostRoot host) {
        return new KvmStart(host.facts().kvm(), registered(host.files()));
    }

    private static Fact<Boolean> registered(HostFiles files) {
        boolean there = files.exists(REGISTERED);
        return there || files.exists(MISC) ? Fact.known(there) : Fact.unknown(Reason.ABSENT, MISC + " is not there");
    }

    /** Whether it did for sure. */
    public boolean isSure() {
        return answer.isKnown() || registered.equals(Fact.known(true));
    }

    /** Whether its device is there, as far as can be seen, and this user may not open it. */
    public boolean isDenied() {
        return answer.isDenied() && !registered.equals(Fact.known(false));
    }
}
