/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Docker and Podman by the Docker Engine API. */
@NullMarked
package dev.hvsdk.containers.internal.docker;

import org.jspecify.annotations.NullMarked;
