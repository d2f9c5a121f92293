/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import dev.hvsdk.api.machine.Technology;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Processes that stand beside a container and carry it, by their command lines. */
final class ContainerWords {
    private static final String LXC_MONITOR = "[lxc monitor] ";

    private ContainerWords() {}

    static Optional<Guest> recognize(ProcessWords process) {
        String program = process.program();
        if (process.first().startsWith(LXC_MONITOR)) {
            return Optional.of(lxcMonitor(process.first().substring(LXC_MONITOR.length())));
        }
        if (program.startsWith("containerd-shim")) {
            return shim(process);
        }
        return switch (program) {
            case "conmon" -> Optional.of(conmon(process));
            case "libvirt_lxc" ->
                Optional.of(
                        Guest.of(Technology.LXC).named(process.option("--name")).managedBy("libvirt"));
            case "lxc-start", "lxc-execute" ->
                Optional.of(Guest.of(Technology.LXC)
                        .named(process.option("-n", "--name"))
                        .managedBy("lxc"));
            case "systemd-nspawn" ->
                Optional.of(Guest.of(Technology.SYSTEMD_NSPAWN).named(process.option("-M", "--machine")));
            case "bwrap" -> Optional.of(Guest.of(Technology.BUBBLEWRAP));
            case "runsc-sandbox" -> Optional.of(Guest.of(Technology.GVISOR).named(process.last()));
            default -> Optional.empty();
        };
    }

    /** {@code [lxc monitor] /var/lib/lxc web}: liblxc's title for whoever watches a container; LXD and Incus use liblxc too. */
    private static Guest lxcMonitor(String title) {
        int blank = title.lastIndexOf(' ');
        String path = blank < 0 ? title : title.substring(0, blank);
        Technology technology =
                path.contains("/incus/") ? Technology.INCUS : path.contains("/lxd/") ? Technology.LXD : Technology.LXC;
        return Guest.of(technology)
                .named(Optional.of(title.substring(blank + 1)))
                .managedBy(technology.id());
    }

    /** {@code containerd-shim-runc-v2 -namespace moby -id ID}: Docker's containers are in the namespace moby, Kubernetes' in k8s.io. */
    private static Optional<Guest> shim(ProcessWords process) {
        String manager = switch (process.option("-namespace").orElse("")) {
            case "moby" -> "docker";
            case "k8s.io" -> "kubernetes";
            default -> "containerd";
        };
        return process.option("-id")
                .map(id -> Guest.of(ofShim(process.program(), manager))
                        .named(Optional.of(id))
                        .managedBy(manager));
    }

    private static Technology ofShim(String program, String manager) {
        if (program.contains("kata")) {
            return Technology.KATA;
        }
        if (program.contains("runsc")) {
            return Technology.GVISOR;
        }
        return manager.equals("docker") ? Technology.DOCKER : Technology.OCI_CONTAINER;
    }

    /** {@code conmon -c ID -n NAME}: Podman's and CRI-O's monitor; their directories tell whose it is. */
    private static Guest conmon(ProcessWords process) {
        Optional<String> name = process.option("-n", "--name").or(() -> process.option("-c", "--cid"));
        String manager = conmonManager(process);
        return Guest.of("cri-o".equals(manager) ? Technology.CRI_O : Technology.PODMAN)
                .named(name)
                .managedBy(manager);
    }

    private static @Nullable String conmonManager(ProcessWords process) {
        if (process.mentions("/crio/")) {
            return "cri-o";
        }
        return process.mentions("podman") || process.mentions("/libpod/") ? "podman" : null;
    }
}
