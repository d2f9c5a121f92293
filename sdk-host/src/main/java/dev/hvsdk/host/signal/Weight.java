/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.signal;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How much a signal weighs: first those about the machine, then those about containers, each weakest first.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Weight {
    /** It says that there is nothing, or where the machine stands. */
    NONE("it speaks against a layer, or names a platform, which is none"),
    /** A device that such a hypervisor offers, and that a physical machine may have too (a DPU with virtio functions). */
    HINT("a vendor of emulated devices: nothing alone; beside a presence its name, likely"),
    /** A hypervisor is there and does not say which. */
    PRESENCE("a hypervisor shows itself without a name: alone vm-other"),
    /** A provider's name in the firmware, and what stands beside it: its machines may be physical, so a hypervisor must show itself too. */
    CLOUD(
            "a provider's name, whose machines may be physical: nothing on x86 whose CPU shows no hypervisor, else likely; so are QEMU's"
                    + " machines beside it and the firmware's bit"),
    /** The name of a monitor, whose accelerator is another question: QEMU may translate or use KVM. */
    MONITOR("a monitor's name; the accelerator is another question: likely, and beside an interface its variant"),
    /** The signature of a hypervisor whose interface others offer too: KVM's and Hyper-V's. */
    INTERFACE("KVM's or Hyper-V's signature, whose interface others offer too: decides unless an own name contradicts"),
    /** A name that only this hypervisor bears. */
    OWN("a name that only this hypervisor bears: decides"),
    /** A file or variable that survives in images and copies. */
    MARKER("a file or variable that survives in images and copies"),
    /** The first process: only the container's own where the process ids are the container's. */
    FIRST_PROCESS("what the first process says, which is the container's own where the process ids are"),
    /** The control group; it stays with a process that left its container. */
    CGROUP("the control group, which stays with a process that left its container"),
    /** What is mounted as our root and on our files. Seen even in a container that shares the host's process ids. */
    MOUNT("what is mounted as the root and on files; seen even where the process ids are the host's"),
    /** The kernel itself. Nothing overrules it. */
    KERNEL("the kernel's own word; nothing overrules it");

    private final String meaning;

    Weight(String meaning) {
        this.meaning = meaning;
    }

    /** The identifier in text and JSON: lower case, words joined by hyphens, such as {@code first-process}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, for people. */
    public String meaning() {
        return meaning;
    }
}
