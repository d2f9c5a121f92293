/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A user's module: it names the API, and the module path brings the backends. */
module listguests {
    requires dev.hvsdk.api;
}
