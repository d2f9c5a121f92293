/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.containers.CdiDevice;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;

/** A specification as the engines read it. Nothing that is asked for is lost in silence. */
final class CreateJson {
    private static final long NANOS = 1_000_000_000L;

    private CreateJson() {}

    static ObjectNode of(GuestSpec spec, Greeting greeting, ErrorFactory errors) {
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
        OptionsJson options = new OptionsJson(greeting, errors);
        for (GuestExtension extension : spec.extensions()) {
            options.write(known(extension, errors), json, host);
        }
        devices(spec, host, options, errors);
        return json;
    }

    private static ContainerOptions known(GuestExtension extension, ErrorFactory errors) {
        if (extension instanceof ContainerOptions options) {
            return options;
        }
        throw noConcept(
                errors, "containers are made without " + extension.getClass().getSimpleName());
    }

    private static void devices(GuestSpec spec, ObjectNode host, OptionsJson options, ErrorFactory errors) {
        List<String> cdi = new ArrayList<>();
        for (PassthroughDevice device : spec.devices()) {
            if (device instanceof DeviceNode node) {
                node(node, host);
            } else if (device instanceof CdiDevice named) {
                cdi.add(named.address());
            } else {
                throw noConcept(
                        errors.remedy("give it the nodes in /dev that the device's driver makes, or a device of CDI"),
                        "a container has no hardware of its own: " + device);
            }
        }
        options.cdi(cdi, host);
    }

    /** With what {@code --device} permits: to read, to write, and to make the node. */
    private static void node(DeviceNode node, ObjectNode host) {
        array(host, "Devices")
                .addObject()
                .put("PathOnHost", node.address())
                .put("PathInContainer", node.address())
                .put("CgroupPermissions", "rwm");
    }

    /** The list of this name, which is made if need be. */
    static ArrayNode array(ObjectNode json, String key) {
        return json.get(key) instanceof ArrayNode there ? there : json.putArray(key);
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
        if (spec.nics().size() > 1) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "this backend makes containers with one interface at most");
        }
    }

    private static HypervisorException noConcept(ErrorFactory errors, String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }
}
