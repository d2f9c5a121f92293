/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A virtualization technology: a hypervisor, a container engine, an emulator, a language's machine.
 *
 * <p>An open set. The constants are the systems that the SDK knows by name; a backend may add its own with {@link #of}. Two
 * technologies with the same id are equal. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Technology {
    private static final Map<String, Technology> KNOWN = new LinkedHashMap<>();

    /** QEMU translating every instruction (TCG), without KVM or another accelerator. */
    public static final Technology QEMU = constant("qemu", "QEMU", Approach.EMULATION, VmmKind.HOSTED);

    /** The Bochs IA-32 emulator. */
    public static final Technology BOCHS = constant("bochs", "Bochs", Approach.EMULATION, VmmKind.HOSTED);

    /** Microsoft Virtual PC and Virtual Server, before Hyper-V. */
    public static final Technology VIRTUAL_PC =
            constant("virtual-pc", "Microsoft Virtual PC", Approach.FULL, VmmKind.HOSTED);

    /** Linux KVM. Full virtualization with the help of the CPU: textbooks that file it under OS-level virtualization are wrong. */
    public static final Technology KVM = constant("kvm", "KVM", Approach.FULL, VmmKind.HOSTED);

    /** Xen. HVM guests are fully virtualized, PV guests paravirtualized, as the layer says; PVH is HVM without emulated devices. */
    public static final Technology XEN = constant("xen", "Xen", Approach.FULL, VmmKind.BARE_METAL);

    /** VMware ESXi, which is bare-metal, and Workstation, Player and Fusion, which are hosted; guests cannot tell them apart. */
    public static final Technology VMWARE = constant("vmware", "VMware", Approach.FULL, null);

    /** Oracle VirtualBox. */
    public static final Technology VIRTUALBOX = constant("virtualbox", "VirtualBox", Approach.FULL, VmmKind.HOSTED);

    /** Parallels Desktop and Server. */
    public static final Technology PARALLELS = constant("parallels", "Parallels", Approach.FULL, VmmKind.HOSTED);

    /** Microsoft Hyper-V, Azure's hypervisor included. */
    public static final Technology HYPER_V =
            constant("hyper-v", "Microsoft Hyper-V", Approach.FULL, VmmKind.BARE_METAL);

    /** FreeBSD's and illumos' bhyve. */
    public static final Technology BHYVE = constant("bhyve", "bhyve", Approach.FULL, VmmKind.HOSTED);

    /** IBM z/VM. */
    public static final Technology IBM_ZVM = constant("ibm-zvm", "IBM z/VM", Approach.FULL, VmmKind.BARE_METAL);

    /** A logical partition of an IBM Z machine (PR/SM). */
    public static final Technology IBM_LPAR = constant("ibm-lpar", "IBM Z LPAR", Approach.FULL, VmmKind.BARE_METAL);

    /** A logical partition of IBM PowerVM (pHyp): guests call the hypervisor as PAPR says. */
    public static final Technology POWERVM =
            constant("powervm", "IBM PowerVM", Approach.PARAVIRTUALIZATION, VmmKind.BARE_METAL);

    /** A Linux kernel that runs as a process of another. */
    public static final Technology UML =
            constant("uml", "User-mode Linux", Approach.PARAVIRTUALIZATION, VmmKind.HOSTED);

    /** The Nitro hypervisor of Amazon EC2, built on KVM. */
    public static final Technology NITRO = constant("nitro", "AWS Nitro", Approach.FULL, VmmKind.BARE_METAL);

    /** The Firecracker microVM monitor, on KVM. */
    public static final Technology FIRECRACKER = constant("firecracker", "Firecracker", Approach.FULL, VmmKind.HOSTED);

    /** The Cloud Hypervisor monitor, on KVM or MSHV. */
    public static final Technology CLOUD_HYPERVISOR =
            constant("cloud-hypervisor", "Cloud Hypervisor", Approach.FULL, VmmKind.HOSTED);

    /** Nutanix' hypervisor, built on KVM. */
    public static final Technology NUTANIX_AHV = constant("nutanix-ahv", "Nutanix AHV", Approach.FULL, VmmKind.HOSTED);

    /** The ACRN hypervisor for embedded systems. */
    public static final Technology ACRN = constant("acrn", "ACRN", Approach.FULL, VmmKind.BARE_METAL);

    /** Apple's Virtualization framework. */
    public static final Technology APPLE_VIRTUALIZATION =
            constant("apple-virtualization", "Apple Virtualization", Approach.FULL, VmmKind.HOSTED);

    /** The QNX hypervisor. */
    public static final Technology QNX = constant("qnx", "QNX Hypervisor", Approach.FULL, VmmKind.BARE_METAL);

    /** The Jailhouse partitioning hypervisor. */
    public static final Technology JAILHOUSE = constant("jailhouse", "Jailhouse", Approach.FULL, VmmKind.BARE_METAL);

    /** A logical domain (LDom) of a SPARC sun4v machine. */
    public static final Technology LDOMS =
            constant("ldoms", "Oracle VM Server for SPARC", Approach.PARAVIRTUALIZATION, VmmKind.BARE_METAL);

    /** The kvmtool (lkvm) monitor, on KVM. */
    public static final Technology LKVM = constant("lkvm", "kvmtool", Approach.FULL, VmmKind.HOSTED);

    /** OpenBSD's vmm(4). */
    public static final Technology OPENBSD_VMM = constant("openbsd-vmm", "OpenBSD vmm", Approach.FULL, VmmKind.HOSTED);

    /** A Docker container. */
    public static final Technology DOCKER = constant("docker", "Docker", Approach.OS_LEVEL, null);

    /** A Podman container. */
    public static final Technology PODMAN = constant("podman", "Podman", Approach.OS_LEVEL, null);

    /** A container that CRI-O runs for Kubernetes. */
    public static final Technology CRI_O = constant("cri-o", "CRI-O", Approach.OS_LEVEL, null);

    /** A Linux container by LXC, or by libvirt's LXC driver. */
    public static final Technology LXC = constant("lxc", "LXC", Approach.OS_LEVEL, null);

    /** A system container managed by LXD. */
    public static final Technology LXD = constant("lxd", "LXD", Approach.OS_LEVEL, null);

    /** A system container managed by Incus. */
    public static final Technology INCUS = constant("incus", "Incus", Approach.OS_LEVEL, null);

    /** A container by systemd-nspawn. */
    public static final Technology SYSTEMD_NSPAWN =
            constant("systemd-nspawn", "systemd-nspawn", Approach.OS_LEVEL, null);

    /** An OpenVZ container. */
    public static final Technology OPENVZ = constant("openvz", "OpenVZ", Approach.OS_LEVEL, null);

    /** A Virtuozzo container. */
    public static final Technology VIRTUOZZO = constant("virtuozzo", "Virtuozzo", Approach.OS_LEVEL, null);

    /** A guest of a kernel patched with Linux-VServer. */
    public static final Technology LINUX_VSERVER = constant("linux-vserver", "Linux-VServer", Approach.OS_LEVEL, null);

    /** A FreeBSD jail. */
    public static final Technology FREEBSD_JAIL = constant("freebsd-jail", "FreeBSD jail", Approach.OS_LEVEL, null);

    /** A non-global zone of Solaris or illumos. */
    public static final Technology SOLARIS_ZONE = constant("solaris-zone", "Solaris zone", Approach.OS_LEVEL, null);

    /** Linux user space in an LX-branded zone of illumos. */
    public static final Technology ILLUMOS_LX = constant("illumos-lx", "illumos LX zone", Approach.OS_LEVEL, null);

    /** WSL. Version 1 translates system calls; version 2 is a Hyper-V guest around a Linux user space, and says so in its own layer. */
    public static final Technology WSL = constant("wsl", "Windows Subsystem for Linux", Approach.OS_LEVEL, null);

    /** A bubblewrap sandbox. */
    public static final Technology BUBBLEWRAP = constant("bubblewrap", "bubblewrap", Approach.OS_LEVEL, null);

    /** A Flatpak sandbox. */
    public static final Technology FLATPAK = constant("flatpak", "Flatpak", Approach.OS_LEVEL, null);

    /** A root changed by ptrace, without privilege. */
    public static final Technology PROOT = constant("proot", "PRoot", Approach.OS_LEVEL, null);

    /** A gVisor sandbox: a kernel in user space that answers the container's system calls. */
    public static final Technology GVISOR = constant("gvisor", "gVisor", Approach.OS_LEVEL, null);

    /** A container that runs in a lightweight virtual machine of its own. */
    public static final Technology KATA = constant("kata", "Kata Containers", Approach.FULL, VmmKind.HOSTED);

    /** A container of an OCI runtime that does not say which. */
    public static final Technology OCI_CONTAINER = constant("oci-container", "OCI container", Approach.OS_LEVEL, null);

    /** A container that does not say which (systemd's word for it). */
    public static final Technology CONTAINER_OTHER =
            constant("container-other", "unidentified container", Approach.OS_LEVEL, null);

    /** A hypervisor that shows itself but not its name (systemd's word for it). */
    public static final Technology VM_OTHER = constant("vm-other", "unidentified hypervisor", Approach.FULL, null);

    /** x86 Linux programs translated on POWER. */
    public static final Technology POWERVM_LX86 = constant("powervm-lx86", "PowerVM Lx86", Approach.APPLICATION, null);

    /** A Java virtual machine. */
    public static final Technology JVM = constant("jvm", "Java virtual machine", Approach.APPLICATION, null);

    /** Windows programs on another operating system's calls. */
    public static final Technology WINE = constant("wine", "Wine", Approach.APPLICATION, null);

    /** Apple's translation of x86-64 programs on ARM. */
    public static final Technology ROSETTA = constant("rosetta", "Rosetta", Approach.APPLICATION, null);

    /** A single program of another architecture, translated by QEMU. */
    public static final Technology QEMU_USER = constant("qemu-user", "QEMU user mode", Approach.APPLICATION, null);

    private final String id;
    private final String displayName;
    private final Approach approach;
    private final @Nullable VmmKind vmm;

    private Technology(String id, String displayName, Approach approach, @Nullable VmmKind vmm) {
        this.id = Identifiers.require(id, "technology");
        this.displayName = displayName;
        this.approach = approach;
        this.vmm = vmm;
    }

    private static Technology constant(String id, String displayName, Approach approach, @Nullable VmmKind vmm) {
        Technology technology = new Technology(id, displayName, approach, vmm);
        KNOWN.put(id, technology);
        return technology;
    }

    /** The technologies that the SDK knows by name, in the order of the constants. */
    public static Collection<Technology> known() {
        return Collections.unmodifiableCollection(KNOWN.values());
    }

    /** The known technology with this id, if there is one. */
    public static Optional<Technology> find(String id) {
        return Optional.ofNullable(KNOWN.get(id));
    }

    /**
     * The known technology with this id, or a new one with the given default approach.
     *
     * @param id lower-case letters, digits and single hyphens
     * @throws IllegalArgumentException if the id is malformed
     */
    public static Technology of(String id, Approach approach) {
        return find(id).orElseGet(() -> new Technology(id, id, approach, null));
    }

    /** The canonical id, as text and JSON show it: {@code kvm}, {@code systemd-nspawn}. */
    public String id() {
        return id;
    }

    /** The name for people: {@code Microsoft Hyper-V}. */
    public String displayName() {
        return displayName;
    }

    /** How it virtualizes unless a layer says otherwise. */
    public Approach approach() {
        return approach;
    }

    /** Where its monitor sits; empty where the notion does not apply (containers) or it depends on the product. */
    public Optional<VmmKind> vmm() {
        return Optional.ofNullable(vmm);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Technology that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The canonical id. */
    @Override
    public String toString() {
        return id;
    }
}
