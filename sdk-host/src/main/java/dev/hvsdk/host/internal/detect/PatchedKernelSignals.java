/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Containers of kernels that were patched for them, and of gVisor's kernel in user space: the kernel itself says so. */
final class PatchedKernelSignals {
    private static final String STATUS = "/proc/self/status";
    private static final String RELEASE = "/proc/sys/kernel/osrelease";
    private static final String VERSION = "/proc/version";

    /** gVisor's constant build date (pkg/sentry/fsimpl/proc/tasks_files.go). */
    private static final String GVISOR_VERSION = "Sun Jan 10 15:06:54 PST 2016";

    private final Scene scene;
    private final List<ContainerClaim> claims = new ArrayList<>();

    PatchedKernelSignals(Scene scene) {
        this.scene = scene;
    }

    List<ContainerClaim> claims() {
        openvz();
        vserver().ifPresent(evidence -> add(Technology.LINUX_VSERVER, evidence));
        gvisor();
        return claims;
    }

    private void add(Technology technology, Evidence evidence) {
        claims.add(ContainerClaim.of(Weight.KERNEL, technology, evidence));
    }

    /** The node has /proc/bc beside /proc/vz, a container only the latter; CloudLinux (/proc/lve) has it without either. */
    private void openvz() {
        if (!scene.exists("/proc/vz") || scene.exists("/proc/bc") || scene.exists("/proc/lve") || isNode()) {
            return;
        }
        boolean virtuozzo = scene.exists("/etc/virtuozzo-release");
        add(
                virtuozzo ? Technology.VIRTUOZZO : Technology.OPENVZ,
                Evidence.ofKernel("/proc/vz", "there, and no /proc/bc"));
    }

    private boolean isNode() {
        return scene.read(STATUS)
                .flatMap(status -> Lines.value(status, "envID", ':'))
                .map("0"::equals)
                .orElse(false);
    }

    /** The context's number, 0 on the host (linux-vserver.org, "s_context" until 2.4 kernels). */
    private Optional<Evidence> vserver() {
        String status = scene.read(STATUS).orElse("");
        return Lines.value(status, "VxID", ':')
                .or(() -> Lines.value(status, "s_context", ':'))
                .filter(context -> !context.isEmpty() && !context.equals("0"))
                .map(context -> Evidence.ofKernel(STATUS, "context " + Lines.printable(context)));
    }

    private void gvisor() {
        Optional<String> release = scene.attribute(RELEASE).filter(name -> name.endsWith("-gvisor"));
        if (release.isPresent()) {
            add(Technology.GVISOR, Evidence.ofKernel(RELEASE, Lines.printable(release.get())));
        } else if (scene.read(VERSION).orElse("").contains(GVISOR_VERSION)) {
            add(Technology.GVISOR, Evidence.ofKernel(VERSION, GVISOR_VERSION));
        }
    }
}
