/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes of a specification a configuration, or refuses it, before anything is made. */
final class Blueprint {
    /** LXC takes {@code lxc.init.cmd} apart at blanks, whatever quotes are around them. */
    private static final Pattern COMMAND_WORD = Pattern.compile("[^\\s\\p{Cntrl}\"'\\\\]+");

    /** What can stand in a value of the configuration. */
    private static final Pattern WORD = Pattern.compile("[^\\p{Cntrl}\"'\\\\]+");

    /** LXC makes a lock file of it with a dot before it. */
    private static final int LONGEST_NAME = 254;

    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}");

    private final ErrorFactory errors;
    private final GuestSpec spec;
    private final Machine machine;
    private final ControlGroup group;

    Blueprint(ErrorFactory errors, GuestSpec spec, Machine machine, ControlGroup group) {
        this.errors = errors;
        this.machine = machine;
        this.spec = spec;
        this.group = group;
    }

    /** The directory that is to be its root; empty if a template makes one. */
    Optional<Path> root() {
        String reference = image().reference();
        return reference.startsWith("/") ? Optional.of(Path.of(reference)) : Optional.empty();
    }

    /** The template that makes a root. */
    String template() {
        return image().reference();
    }

    private BootSource.Image image() {
        if (spec.boot().orElse(null) instanceof BootSource.Image image) {
            return image;
        }
        throw errors.remedy("boot from an image: a directory of the host, or a template of LXC")
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a container boots from an image only");
    }

    /** The configuration; what is not known, or not there, is an error. */
    LxcConfig config() {
        refuseUnknownParts();
        LxcConfig config = LxcConfig.empty().with("lxc.uts.name", hostName());
        config = withRoot(config);
        config = withCommand(config, image().command());
        config = withNics(config);
        for (Map.Entry<String, String> item : group.items(limits()).entrySet()) {
            config = config.with(group.prefix() + item.getKey(), item.getValue());
        }
        return config;
    }

    private void refuseUnknownParts() {
        if (!Names.isSafe(spec.name()) || spec.name().length() > LONGEST_NAME) {
            throw errors.remedy("use up to 254 letters, digits, and _ . @ + - after the first")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "LXC's tools take no such name safely");
        }
        if (!spec.disks().isEmpty()
                || !spec.devices().isEmpty()
                || !spec.extensions().isEmpty()) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED,
                    "disks, devices and extensions cannot be given to a container of LXC");
        }
    }

    /** The kernel takes no longer one. */
    private String hostName() {
        return spec.name().substring(0, Math.min(64, spec.name().length()));
    }

    private ResourceLimits limits() {
        ResourceLimits.Builder limits = ResourceLimits.builder();
        spec.memory().ifPresent(limits::memory);
        spec.vcpus().ifPresent(limits::vcpus);
        return limits.build();
    }

    private LxcConfig withRoot(LxcConfig config) {
        if (root().isEmpty()) {
            requireTemplate();
            return config;
        }
        Path root = root().get();
        if (!WORD.matcher(root.toString()).matches()) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a configuration cannot hold the path of this root");
        }
        if (!machine.isDirectory(root)) {
            throw errors.notFound("there is no directory " + root);
        }
        // Not managed: without it, lxc-destroy would remove a root that is not the container's own.
        return config.with("lxc.rootfs.path", "dir:" + root)
                .with("lxc.rootfs.managed", "0")
                .with("lxc.mount.auto", "proc:mixed sys:ro");
    }

    private void requireTemplate() {
        if (!Names.isSafe(template())) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "an image is an absolute path, or a name of a template");
        }
        if (!machine.exists(Path.of("/usr/share/lxc/templates", "lxc-" + template()))) {
            throw errors.notFound("LXC has no template " + template());
        }
    }

    private LxcConfig withCommand(LxcConfig config, List<String> command) {
        if (command.isEmpty()) {
            return config;
        }
        boolean isPlain =
                command.stream().allMatch(word -> COMMAND_WORD.matcher(word).matches());
        if (!isPlain || !command.get(0).startsWith("/")) {
            throw errors.remedy("put the command into a script in the image")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a configuration holds an absolute path and arguments without blanks, quotes and backslashes only");
        }
        String line = String.join(" ", command);
        // A program that is no init knows TERM, and not the signal of a failing power supply.
        return config.with("lxc.init.cmd", line).with("lxc.signal.halt", "SIGTERM");
    }

    private LxcConfig withNics(LxcConfig config) {
        LxcConfig all = spec.nics().isEmpty() ? config.with("lxc.net.0.type", "empty") : config;
        List<NicSpec> nics = new ArrayList<>(spec.nics());
        for (int i = 0; i < nics.size(); i++) {
            all = withNic(all, "lxc.net." + i + ".", nics.get(i));
        }
        return all;
    }

    private LxcConfig withNic(LxcConfig config, String prefix, NicSpec nic) {
        if (nic.model().isPresent()) {
            throw errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, "an interface of a container has no model");
        }
        if (!INTERFACE.matcher(nic.network()).matches()
                || !machine.isDirectory(Path.of("/sys/class/net", nic.network(), "bridge"))) {
            throw errors.notFound("the host has no bridge " + nic.network());
        }
        LxcConfig plugged = config.with(prefix + "type", "veth")
                .with(prefix + "link", nic.network())
                .with(prefix + "flags", "up");
        return nic.mac().map(mac -> plugged.with(prefix + "hwaddr", mac)).orElse(plugged);
    }
}
