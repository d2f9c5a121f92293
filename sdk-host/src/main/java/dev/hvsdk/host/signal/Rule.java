/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.signal;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A rule by which detection weighs what it sees.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Rule {
    /** The strongest claim decides. */
    STRONGEST_DECIDES(
            1,
            "The strongest claim about the hypervisor decides; among equals, what is harder to forge. What agrees with it becomes its"
                    + " evidence. What contradicts it does not count."),
    /** A brand beats an interface. */
    BRAND_OVER_INTERFACE(
            2,
            "A brand in the firmware beats bare KVM or Hyper-V in the CPU (VirtualBox and Parallels offer KVM's interface), and CPUID"
                    + " beats a firmware it does not know."),
    /** KVM behind Hyper-V's signature is KVM. */
    IMITATED_INTERFACE(
            3,
            "KVM behind Hyper-V's signature is KVM: Hyper-V never offers KVM's leaves, from which the kernel takes KVM's clock. Xen likewise."
                    + " The name of QEMU, or of a product that runs on KVM, beside Hyper-V's signature alone is a hidden KVM (likely)."),
    /** A provider's name alone is no hypervisor. */
    CLOUDS_MAY_BE_METAL(
            4,
            "A provider's name is no hypervisor where the CPU could show one and shows none: clouds rent out bare metal too. The name is"
                    + " a platform. Where none could show, or one does, the name of a virtual product says KVM, also of QEMU's accelerator"
                    + " (likely)."),
    /** A hint alone is no hypervisor. */
    HINTS_NEED_COMPANY(
            5,
            "An emulated device's vendor is no hypervisor by itself: network cards bring functions of such vendors to physical machines."),
    /** A silent CPU. */
    SILENCE(
            6,
            "Where a hypervisor would show itself and does not, there is none: the CPU's hypervisor bit, a name in the firmware, the"
                    + " kernel's answer."),
    /** Hosts are hosts. */
    PRIVILEGED_HOSTS(
            7,
            "A dom0 and a root partition are hosts, and their firmware tables are those of the machine below: a brand there is a layer of"
                    + " its own, outside. A paravirtual guest may see the CPUID of what its hypervisor runs on; that is a layer outside too: a"
                    + " guest of Xen, and one of KVM (PVM), which shows by KVM's clock beside a CPUID that names another and no KVM."),
    /** The kernel's own word. */
    KERNEL_SAYS_SO(
            8,
            "What a kernel says of itself or of its machine is not weighed against anything: partitions of IBM Z, POWER and SPARC, WSL,"
                    + " user-mode Linux, gVisor, patched kernels, and the systems that are not Linux."),
    /** A translator's CPU. */
    TRANSLATORS(9, "Where a translator answers for the CPU, what its CPU shows of hypervisors does not count."),
    /** Every engine that is named is a layer. */
    NAMED_ENGINES(
            10,
            "Each container that the kernel, mounts, the control group, the first process or a marker name is a layer, unless a rule"
                    + " takes the claim away."),
    /** The kernel's first namespace beats marks. */
    FIRST_NAMESPACE(
            11,
            "The kernel's first namespace beats marks of containers. A process whose ids are numbered by inode 4026531836 is in no"
                    + " container with processes of its own: /.dockerenv, container= and the like are left-overs. A container that shares"
                    + " the host's ids still shows in its root mount, and then the marks may confirm it."),
    /** Process ids of one's own prove a container. */
    OWN_NAMESPACE(
            12,
            "Processes numbered by a namespace of their own are in a container, even if nobody says in whose: possible, and likely beside"
                    + " other namespaces of their own. In WSL 2 they are its distribution."),
    /** A whole disk beats markers. */
    WHOLE_DISK(13, "A root that is a whole disk beats marker files, since engines that unpack images never give one."),
    /** An engine beats its images. */
    ENGINE_OVER_IMAGE(
            14,
            "An engine's mounts and control group beat what an image brings along: base images set container=oci and keep /.dockerenv. In"
                    + " a container of another kind (nspawn, LXC, bubblewrap) such a file alone is no engine either."),
    /** The specific name replaces the general one. */
    SPECIFIC_NAME(
            15,
            "The specific name replaces the general one: LXD or Incus for LXC, CRI-O for Podman (they share the image store), an engine"
                    + " for an anonymous OCI container, Flatpak for bubblewrap, any name for an unnamed container."),
    /** Installed is not running. */
    INSTALLED_IS_NOT_RUNNING(
            16,
            "Installed is not running: modules, device files, sockets and data directories of hypervisors and engines are not looked at."),
    /** The Java virtual machine that asks. */
    OWN_JAVA(17, "The Java virtual machine that asks is no layer (decision 0016).");

    private final int number;
    private final String statement;

    Rule(int number, String statement) {
        this.number = number;
        this.statement = statement;
    }

    /** The identifier in text and JSON: lower case, words joined by hyphens, such as {@code first-namespace}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its number in docs/detection.md, from 1 on. */
    public int number() {
        return number;
    }

    /** What it says, for people. */
    public String statement() {
        return statement;
    }
}
