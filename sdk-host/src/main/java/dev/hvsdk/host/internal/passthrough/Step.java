/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a kernel is told, and what has to be so afterwards. Immutable.
 *
 * @param attribute what it changes
 * @param subject of what: a function's address, a mediated device's UUID, a driver's name
 * @param after what it has to be then; null for none, {@link #HOSTS_CHOICE} for any but vfio
 * @param path the file to write to; of {@link Attribute#MODULE}, nothing is written
 * @param value what is written
 */
record Step(Attribute attribute, String subject, @Nullable String after, String path, String value) {
    /** Whatever driver the host has for a function, and none if it has none. */
    static final String HOSTS_CHOICE = "a driver of the host";

    private static final String NOTHING = "\n";

    static Step load(String module) {
        return new Step(Attribute.MODULE, module, "loaded", "modprobe", module);
    }

    static Step override(String address, @Nullable String driver) {
        String path = Sysfs.function(address) + "/driver_override";
        return new Step(Attribute.OVERRIDE, address, driver, path, driver == null ? NOTHING : driver);
    }

    static Step unbind(String address) {
        return new Step(Attribute.DRIVER, address, null, Sysfs.function(address) + "/driver/unbind", address);
    }

    static Step probe(String address, String driver) {
        return new Step(Attribute.DRIVER, address, driver, Sysfs.PROBE, address);
    }

    static Step bind(String address, String driver) {
        return new Step(Attribute.DRIVER, address, driver, Sysfs.driver(driver) + "/bind", address);
    }

    static Step count(String address, String count) {
        return new Step(Attribute.VIRTUAL_FUNCTIONS, address, count, Sysfs.function(address) + "/sriov_numvfs", count);
    }

    static Step create(String parent, String type, String uuid) {
        return new Step(Attribute.MEDIATED, uuid, parent + " " + type, Sysfs.type(parent, type) + "/create", uuid);
    }

    static Step remove(String uuid) {
        return new Step(Attribute.MEDIATED, uuid, null, Sysfs.MEDIATED + "/" + uuid + "/remove", "1");
    }

    void perform(Kernel kernel) throws IOException {
        if (attribute == Attribute.MODULE) {
            kernel.load(subject);
        } else {
            kernel.write(path, value);
        }
    }

    boolean isReachedBy(@Nullable String state) {
        return HOSTS_CHOICE.equals(after) ? !Sysfs.isVfio(state) : Objects.equals(after, state);
    }

    /** A line for people. */
    @Override
    public String toString() {
        if (attribute == Attribute.MODULE) {
            return path + " " + value;
        }
        return "write " + (value.equals(NOTHING) ? "an empty line" : value) + " to " + path;
    }
}
