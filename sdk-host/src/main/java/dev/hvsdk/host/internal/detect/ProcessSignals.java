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
import java.util.Map;
import java.util.Optional;

/** What the first process and the marker files say; both can come with an image, so both are the first to be doubted. */
final class ProcessSignals {
    private static final String ENVIRONMENT = "/proc/1/environ";
    private static final String FIRST_NAME = "/proc/1/comm";
    private static final String VARIABLE = "container=";

    /** The values of {@code container=} (systemd's container interface and src/basic/virt.c). */
    static final Map<String, Technology> NAMES = Map.ofEntries(
            Map.entry("docker", Technology.DOCKER),
            Map.entry("podman", Technology.PODMAN),
            Map.entry("crio", Technology.CRI_O),
            Map.entry("lxc", Technology.LXC),
            Map.entry("lxc-libvirt", Technology.LXC),
            Map.entry("systemd-nspawn", Technology.SYSTEMD_NSPAWN),
            Map.entry("flatpak", Technology.FLATPAK),
            Map.entry("bubblewrap", Technology.BUBBLEWRAP),
            Map.entry("oci", Technology.OCI_CONTAINER));

    /** First processes that an engine brings along: lxc_execute.c and lxc_init, bubblewrap, tini as Docker names it, nspawn's stub. */
    static final Map<String, Technology> FIRST_NAMES = Map.of(
            "lxc-execute", Technology.LXC,
            "lxc-init", Technology.LXC,
            "init.lxc", Technology.LXC,
            "bwrap", Technology.BUBBLEWRAP,
            "docker-init", Technology.DOCKER,
            "(sd-stubinit)", Technology.SYSTEMD_NSPAWN);

    record Marker(String path, Technology technology) {}

    static final List<Marker> MARKERS = List.of(
            new Marker("/.dockerenv", Technology.DOCKER),
            new Marker("/.dockerinit", Technology.DOCKER),
            new Marker("/run/.containerenv", Technology.PODMAN),
            new Marker("/.flatpak-info", Technology.FLATPAK));

    static final List<Marker> SOCKETS =
            List.of(new Marker("/dev/lxd/sock", Technology.LXD), new Marker("/dev/incus/sock", Technology.INCUS));

    /** Files in which systemd, or its container manager, notes the container's kind at its start. */
    static final List<String> NOTES = List.of("/run/host/container-manager", "/run/systemd/container");

    private final Scene scene;
    private final List<ContainerClaim> claims = new ArrayList<>();

    ProcessSignals(Scene scene) {
        this.scene = scene;
    }

    /** What is said of the container around a process whose ids are not the host's, or not known to be. */
    List<ContainerClaim> claims() {
        firstEnvironment().ifPresent(name -> addNamed(Weight.FIRST_PROCESS, ENVIRONMENT, name));
        NOTES.forEach(note -> scene.attribute(note).ifPresent(name -> addNamed(Weight.FIRST_PROCESS, note, name)));
        firstName().ifPresent(claims::add);
        SOCKETS.forEach(socket -> addIfThere(Weight.FIRST_PROCESS, socket));
        scene.facts().environment("container").value().ifPresent(name -> addNamed(Weight.MARKER, "environment", name));
        MARKERS.forEach(marker -> addIfThere(Weight.MARKER, marker));
        return claims;
    }

    private Optional<String> firstEnvironment() {
        for (String variable : scene.read(ENVIRONMENT).orElse("").split("\0")) {
            if (variable.startsWith(VARIABLE)) {
                return Optional.of(variable.substring(VARIABLE.length()).strip());
            }
        }
        return Optional.empty();
    }

    private Optional<ContainerClaim> firstName() {
        return scene.attribute(FIRST_NAME)
                .filter(FIRST_NAMES::containsKey)
                .map(name -> ContainerClaim.of(
                        Weight.FIRST_PROCESS,
                        FIRST_NAMES.getOrDefault(name, Technology.CONTAINER_OTHER),
                        Evidence.ofSystem(FIRST_NAME, name)));
    }

    /** WSL, proot and zones use the variable too and are told by better signals; an empty one names nobody. */
    private void addNamed(Weight kind, String source, String name) {
        if (name.isEmpty() || name.equals("wsl") || name.equals("proot") || name.equals("zone")) {
            return;
        }
        Evidence evidence = Evidence.ofSystem(source, VARIABLE + Lines.printable(name));
        claims.add(ContainerClaim.of(kind, NAMES.getOrDefault(name, Technology.CONTAINER_OTHER), evidence));
    }

    private void addIfThere(Weight kind, Marker marker) {
        if (scene.exists(marker.path())) {
            Evidence evidence = kind == Weight.MARKER
                    ? Evidence.ofImage(marker.path(), "there")
                    : Evidence.ofSystem(marker.path(), "there");
            claims.add(ContainerClaim.of(kind, marker.technology(), evidence));
        }
    }
}
