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
import org.jspecify.annotations.Nullable;

/** The path of our control group, which names every engine on the way where no cgroup namespace hides it. */
final class CgroupSignals {
    private static final String CGROUP = "/proc/self/cgroup";
    private static final int ID = 64;

    record Form(
            String prefix, Technology technology, @Nullable String variant) {}

    /** Names of single groups, by prefix. */
    static final List<Form> FORMS = List.of(
            // liblxc src/lxc/cgroups/cgfsng.c; LXD and Incus use it too.
            new Form("lxc.payload", Technology.LXC, null),
            // runc's systemd driver writes ENGINE-ID.scope; the engines' own prefixes.
            new Form("docker-", Technology.DOCKER, null),
            new Form("libpod-", Technology.PODMAN, null),
            new Form("libpod_parent", Technology.PODMAN, null),
            new Form("crio-", Technology.CRI_O, null),
            new Form("cri-containerd-", Technology.OCI_CONTAINER, "containerd"),
            new Form("systemd-nspawn@", Technology.SYSTEMD_NSPAWN, null),
            new Form("app-flatpak-", Technology.FLATPAK, null));

    private CgroupSignals() {}

    /** The claims of the longest path, outermost first. */
    static List<ContainerClaim> claims(Scene scene) {
        String longest = "";
        for (String line : scene.read(CGROUP).orElse("").split("\n")) {
            String path = pathOf(line);
            longest = claims(path).size() > claims(longest).size() ? path : longest;
        }
        return claims(longest);
    }

    /** {@code 4:memory:/docker/ID}: hierarchy, controllers, path (cgroups(7)). */
    private static String pathOf(String line) {
        int second = line.indexOf(':', line.indexOf(':') + 1);
        return second < 0 ? "" : line.substring(second + 1);
    }

    private static List<ContainerClaim> claims(String path) {
        List<ContainerClaim> claims = new ArrayList<>();
        String parent = "";
        for (String name : path.split("/")) {
            claim(parent, name)
                    .ifPresent(form -> claims.add(new ContainerClaim(
                            Weight.CGROUP,
                            form.technology(),
                            form.variant(),
                            Evidence.ofSystem(CGROUP, Lines.printable(path)))));
            parent = name;
        }
        return claims;
    }

    private static Optional<Form> claim(String parent, String name) {
        Optional<Form> named = FORMS.stream()
                .filter(form -> name.startsWith(form.prefix()) && isContainer(form, name))
                .findFirst();
        return named.isPresent() ? named : identified(parent, name);
    }

    /** {@code docker-ID.scope} is a container; {@code docker-compose.service} is not. */
    private static boolean isContainer(Form form, String name) {
        if (!form.prefix().endsWith("-") || form.technology().equals(Technology.FLATPAK)) {
            return true;
        }
        int dot = name.indexOf('.');
        return Lines.isHex(name.substring(form.prefix().length(), dot < 0 ? name.length() : dot), ID);
    }

    /** runc's cgroupfs driver names the group by the bare identifier, its parent after the engine or the orchestrator. */
    private static Optional<Form> identified(String parent, String name) {
        if (parent.equals("lxc")) {
            return Optional.of(new Form(name, Technology.LXC, null));
        }
        if (!Lines.isHex(name, ID)) {
            return Optional.empty();
        }
        return Optional.of(
                new Form(name, parent.equals("docker") ? Technology.DOCKER : Technology.OCI_CONTAINER, null));
    }
}
