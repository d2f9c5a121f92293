/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.GuestId;
import java.util.Optional;

/**
 * An instance and the project that it is in: names are unique in a project only. As text it is the name alone where the project is the
 * default one. Immutable.
 */
record InstanceId(String project, String name) {
    static final String DEFAULT_PROJECT = "default";

    /** Of the default project, unless the id names another. */
    static InstanceId of(GuestId id) {
        int slash = id.value().indexOf('/');
        return slash < 0
                ? new InstanceId(DEFAULT_PROJECT, id.value())
                : new InstanceId(id.value().substring(0, slash), id.value().substring(slash + 1));
    }

    /** Of a path such as {@code /1.0/instances/web?project=shop}; empty for one of something else, or of a part of an instance. */
    static Optional<InstanceId> ofPath(String path, String project) {
        int question = path.indexOf('?');
        String[] parts = (question < 0 ? path : path.substring(0, question)).split("/", -1);
        boolean isInstance = parts.length == 4
                && !parts[3].isEmpty()
                && (parts[2].equals("instances")
                        || parts[2].equals("containers")
                        || parts[2].equals("virtual-machines"));
        return isInstance ? Optional.of(new InstanceId(project, parts[3])) : Optional.empty();
    }

    GuestId guest() {
        return GuestId.of(project.equals(DEFAULT_PROJECT) ? name : project + "/" + name);
    }
}
