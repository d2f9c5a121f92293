/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import org.apiguardian.api.API;

/**
 * The facts about a host that are not files: registers, identity of the process, answers of devices.
 *
 * <p>Implementations are thread-safe and never throw for what they cannot read; they say why instead.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HostFacts {
    /** The answer of the instruction CPUID; x86 only. Needs no privilege where Java may run native code. */
    Fact<CpuidLeaf> cpuid(int leaf, int subleaf);

    /** A model-specific register of the first CPU; x86 only. Needs root and the kernel's msr driver. */
    Fact<Long> msr(int index);

    /** The architecture by the kernel's name, as {@code uname -m} prints it. */
    Fact<String> machine();

    /** The operating system, as {@code uname -s} prints it: {@code Linux}, {@code Darwin}, {@code FreeBSD}, {@code SunOS}. */
    Fact<String> operatingSystem();

    /**
     * A DMI (SMBIOS) string of a host whose tree has no {@code /sys/class/dmi}.
     *
     * @param field the kernel's name for it, such as {@code sys_vendor}
     */
    Fact<String> dmi(String field);

    /**
     * The inode number of one of the namespaces of this process; {@code stat} of {@code /proc/self/ns/KIND}.
     *
     * @param kind the kernel's name for it: {@code pid}, {@code user}, {@code uts}, {@code ipc}, {@code cgroup}, {@code mnt}, {@code net}
     */
    Fact<Long> namespace(String kind);

    /** The effective user id of this process. */
    Fact<Integer> uid();

    /** What {@code /dev/kvm} answers by ioctl. Needs the permission to open it. */
    Fact<KvmProbe> kvm();

    /** Who may open {@code /dev/kvm}. */
    default Fact<DeviceAccess> kvmAccess() {
        return Fact.unknown(Fact.Reason.UNSUPPORTED, "these facts do not tell who may open /dev/kvm");
    }

    /** A value of {@code sysctl}, on macOS and the BSDs: {@code kern.vm_guest}, {@code security.jail.jailed}. */
    Fact<String> sysctl(String name);

    /** What {@code zonename} prints on Solaris and illumos. */
    Fact<String> zoneName();

    /** A variable of this process' environment that tells about virtualization: only names beginning with {@code container}. */
    Fact<String> environment(String name);
}
