/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;

/** A specification as the engines read it. Nothing that is asked for is lost in silence. */
final class CreateJson {
    private static final long NANOS = 1_000_000_000L;

    private CreateJson() {}

    static JsonNode of(GuestSpec spec, Greeting engine, ErrorFactory errors) {
        refuseWhatIsNotThere(spec, errors);
        ObjectNode json = Json.object();
        BootSource.Image image = image(spec, errors);
        json.put("Image", image.reference());
        if (!image.command().isEmpty()) {
            ArrayNode command = json.putArray("Cmd");
            image.command().forEach(command::add);
        }
        ObjectNode host = json.putObject("HostConfig");
        spec.memory().ifPresent(memory -> host.put("Memory", memory.toBytes()));
        spec.vcpus().ifPresent(cpus -> host.put("NanoCpus", cpus * NANOS));
        network(spec, json, host, errors);
        spec.extension(ContainerOptions.class)
                .ifPresent(options -> new OptionsJson(engine, errors, json, host).write(options));
        return json;
    }

    private static void network(GuestSpec spec, ObjectNode json, ObjectNode host, ErrorFactory errors) {
        List<NicSpec> nics = spec.nics();
        if (nics.isEmpty()) {
            return;
        }
        nics.stream().flatMap(nic -> nic.model().stream()).findFirst().ifPresent(model -> {
            throw noConcept(errors, "an interface of a container has no model: " + model);
        });
        host.put("NetworkMode", nics.get(0).network());
        nics.get(0).mac().ifPresent(mac -> json.put("MacAddress", mac));
    }

    private static BootSource.Image image(GuestSpec spec, ErrorFactory errors) {
        BootSource boot = spec.boot().orElse(null);
        if (boot instanceof BootSource.Image image) {
            return image;
        }
        throw noConcept(errors.remedy("boot from BootSource.image"), "a container is made from an image");
    }

    private static void refuseWhatIsNotThere(GuestSpec spec, ErrorFactory errors) {
        spec.disks().stream().findFirst().ifPresent(disk -> {
            throw noConcept(errors, "a container has no disks: " + disk);
        });
        spec.devices().stream().findFirst().ifPresent(device -> {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "this backend gives no devices to containers yet: " + device);
        });
        spec.extensions().stream()
                .filter(one -> !(one instanceof ContainerOptions))
                .findFirst()
                .ifPresent(other -> {
                    throw noConcept(
                            errors,
                            "containers are made without " + other.getClass().getSimpleName());
                });
        if (spec.nics().size() > 1) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "this backend makes containers with one interface at most");
        }
    }

    private static HypervisorException noConcept(ErrorFactory errors, String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }
}
