/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** VirtualBox: {@code virtualbox:local}, or {@code virtualbox:local?program=/opt/VirtualBox/VBoxManage}. */
package org.example.virtualbox;
