/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.VsphereOptions;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes a guest, or says what would be asked for. */
final class Creation {
    private final Vsphere vsphere;
    private final ErrorFactory about;

    Creation(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    GuestId create(GuestSpec spec, OperationSource<?> source) {
        VsphereOptions options = options(spec);
        refuseTaken(spec.name());
        Place place = new Placement(vsphere, about, options).find();
        Element config = config(
                spec,
                options,
                place,
                (plugs, name) -> plugs.backing(name)
                        .orElseThrow(() -> about.notFound("no network " + name + " can be reached from there")));
        List<Element> arguments = new ArrayList<>(List.of(config, place.pool().as("pool")));
        place.host().map(host -> host.as("host")).ifPresent(arguments::add);
        return vsphere.tasks()
                .run(place.folder(), "CreateVM_Task", source, about, arguments.toArray(Element[]::new))
                .asRef()
                .map(made -> GuestId.of(made.value()))
                .orElseThrow(() -> about.hostFailure("the server made a guest without a reference"));
    }

    /** What {@link #create} would send; what is missing is not looked for. */
    Element preview(GuestSpec spec) {
        VsphereOptions options = options(spec);
        Place place = new Placement(vsphere, about, options).find();
        return config(
                spec, options, place, (plugs, name) -> plugs.backing(name).orElseGet(() -> NetworkPlugs.plain(name)));
    }

    private Element config(
            GuestSpec spec, VsphereOptions options, Place place, BiFunction<NetworkPlugs, String, Element> plug) {
        NetworkPlugs plugs = new NetworkPlugs(vsphere, place.networks(), about);
        return new ConfigSpec(about, place.datastore(), options, name -> plug.apply(plugs, name)).of(spec);
    }

    private VsphereOptions options(GuestSpec spec) {
        spec.extensions().stream()
                .filter(extension -> !(extension instanceof VsphereOptions))
                .findFirst()
                .ifPresent(extension -> {
                    throw about.unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "this backend does not know " + extension.getClass().getName());
                });
        if (!Envelope.canHold(spec.name())) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the name has a character that the server's protocol cannot hold");
        }
        return spec.extension(VsphereOptions.class)
                .orElseGet(() -> VsphereOptions.builder().build());
    }

    /** Servers allow a name once in each folder; we find guests by it in all. */
    private void refuseTaken(String name) {
        boolean isTaken = vsphere
                .properties()
                .all(Vsphere.GUEST, List.of(GuestReading.NAME), about, content -> content.text(GuestReading.NAME))
                .stream()
                .map(GuestReading::unescaped)
                .anyMatch(name::equals);
        if (isTaken) {
            throw about.conflict("there is a guest of that name already");
        }
    }
}
