import { app } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import log from 'electron-log/node';
console.log(app.getName(), Store, z, log);
