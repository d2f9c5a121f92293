/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.LxdOptions;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A specification as the daemon reads it. Nothing that is asked for is lost in silence. */
final class CreateJson {
    /** Such as {@code lxc image list} shows it, or whole. */
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{12,64}");

    /** LXC takes the value of a line apart at blanks, and knows no escape; what it does with quotes depends on who reads it. */
    private static final Pattern WORD = Pattern.compile("[^\\p{Cntrl}\"'\\\\ ]+");

    private static final String RAW = "raw.lxc";

    private final Client client;
    private final ErrorFactory errors;

    CreateJson(Client client, ErrorFactory errors) {
        this.client = client;
        this.errors = errors;
    }

    JsonNode of(GuestSpec spec) {
        refuseWhatIsNotThere(spec);
        LxdOptions options = spec.extension(LxdOptions.class)
                .orElseGet(() -> LxdOptions.builder().build());
        BootSource.Image image = image(spec);
        ObjectNode json = Json.object().put("name", spec.name()).put("type", "container");
        json.put("ephemeral", options.ephemeral());
        options.description().ifPresent(text -> json.put("description", text));
        source(json.putObject("source").put("type", "image"), image.reference());
        ObjectNode config = json.putObject("config");
        options.config().forEach(config::put);
        spec.memory().ifPresent(memory -> config.put("limits.memory", Long.toString(memory.toBytes())));
        spec.vcpus().ifPresent(cpus -> config.put("limits.cpu", Integer.toString(cpus)));
        command(config, image.command());
        if (!options.profiles().isEmpty()) {
            ArrayNode profiles = json.putArray("profiles");
            options.profiles().forEach(profiles::add);
        }
        devices(json.putObject("devices"), spec, options);
        return json;
    }

    private static void source(ObjectNode source, String reference) {
        source.put(FINGERPRINT.matcher(reference).matches() ? "fingerprint" : "alias", reference);
    }

    private BootSource.Image image(GuestSpec spec) {
        if (spec.boot().orElse(null) instanceof BootSource.Image image) {
            return image;
        }
        throw noConcept(errors.remedy("boot from BootSource.image"), "a container is made from an image");
    }

    /** LXD has no notion of it, but LXC below has one, and LXD lets its configuration through. */
    private void command(ObjectNode config, List<String> command) {
        if (command.isEmpty()) {
            return;
        }
        boolean isPlain = command.stream().allMatch(word -> WORD.matcher(word).matches());
        if (!isPlain || !command.get(0).startsWith("/")) {
            throw noConcept(
                    errors.remedy("put the command into a script in the image"),
                    "the configuration holds an absolute path, and arguments without blanks, quotes and backslashes only");
        }
        String line = String.join(" ", command);
        String given = Json.text(config, RAW).map(text -> text.strip() + "\n").orElse("");
        // A program that is no init knows TERM, and not the signal of a failing power supply.
        config.put(RAW, given + "lxc.init.cmd = " + line + "\nlxc.signal.halt = SIGTERM");
    }

    private void devices(ObjectNode devices, GuestSpec spec, LxdOptions options) {
        int number = 0;
        for (NicSpec nic : spec.nics()) {
            String name = "eth" + number++;
            nic(devices.putObject(name).put("type", "nic").put("name", name), nic);
        }
        options.devices().forEach((name, parts) -> device(devices, name, parts));
    }

    private void device(ObjectNode devices, String name, Map<String, String> parts) {
        if (devices.has(name)) {
            throw errors.conflict("the specification has two devices of the name " + name);
        }
        ObjectNode device = devices.putObject(name);
        parts.forEach(device::put);
    }

    private void nic(ObjectNode device, NicSpec nic) {
        nic.model().ifPresent(model -> {
            throw noConcept(errors, "an interface of a container has no model: " + model);
        });
        nic.mac().ifPresent(mac -> device.put("hwaddr", mac));
        JsonNode network = client.read(client.request("GET", "networks", nic.network()), errors);
        if (Json.flag(network, "managed")) {
            device.put("network", nic.network());
        } else {
            device.put("nictype", "bridged").put("parent", nic.network());
        }
    }

    private void refuseWhatIsNotThere(GuestSpec spec) {
        if (!InstanceJson.isName(spec.name())) {
            throw noConcept(
                    errors.remedy(
                            "use up to 63 letters, digits and hyphens, the first a letter and the last no hyphen"),
                    "LXD's names are those of hosts");
        }
        spec.disks().stream().findFirst().ifPresent(disk -> {
            throw noConcept(
                    errors.remedy("give volumes and directories as devices in LxdOptions"),
                    "a container has no disks: " + disk);
        });
        spec.devices().stream().findFirst().ifPresent(device -> {
            throw errors.remedy("give it in LxdOptions")
                    .unsupported(
                            Support.Reason.NOT_IMPLEMENTED,
                            "this backend gives no devices to containers by GuestSpec yet: " + device);
        });
        for (GuestExtension extension : spec.extensions()) {
            if (!(extension instanceof LxdOptions)) {
                throw noConcept(
                        errors,
                        "LXD's containers are made without "
                                + extension.getClass().getSimpleName());
            }
        }
    }

    private static HypervisorException noConcept(ErrorFactory errors, String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }
}
